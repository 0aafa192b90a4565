// mkdtemp under the system's directory for temporary files.
#include "tests/support/temporary_directory.hpp"

#include <cstdlib>
#include <string>
#include <system_error>

namespace carnet::test {

temporary_directory::temporary_directory() {
  std::string name = (std::filesystem::temp_directory_path() / "carnet-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  path_ = name;
}

temporary_directory::~temporary_directory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace carnet::test
