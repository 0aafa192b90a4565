// Libraries of the system that are built without ThreadSanitizer: their locks cannot be seen, so
// what they guard looks like a race. Linked into every test of a TSan build.
extern "C" const char* __tsan_default_suppressions();

const char* __tsan_default_suppressions() {
  return "race:librocksdb.so\n"
         "race:libglib-2.0.so\n"
         "race:libgobject-2.0.so\n"
         "race:libgmime-3.0.so\n";
}
