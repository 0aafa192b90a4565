// Libraries of the system that are built without ThreadSanitizer: their locks cannot be seen, so
// what they guard looks like a race; and what librdkafka does by itself. Linked into every program
// of a TSan build.
extern "C" const char* __tsan_default_suppressions();

const char* __tsan_default_suppressions() {
  // RocksDB lets one writer append what others handed it (group commit), by std::string's own code
  // in libstdc++, so that no frame of librocksdb.so stands in the report.
  return "race:librocksdb.so\n"
         "called_from_lib:libstdc++.so\n"
         "race:libglib-2.0.so\n"
         "race:libgobject-2.0.so\n"
         "race:libgmime-3.0.so\n"
         "race:libspdlog.so\n"
         // librdkafka's broker thread and its main thread both set the time of the next fetch.
         "race:rd_kafka_toppar_fetch_backoff\n"
         // Its broker thread compares two numbers of a partition's leader, and then again under
         // lock.
         "race:rd_kafka_broker_fail\n"
         // The locks of a client and of a partition, in the other order than when a topic is made:
         // before anything of it is fetched.
         "deadlock:rd_kafka_toppar_handle_OffsetForLeaderEpoch\n";
}
