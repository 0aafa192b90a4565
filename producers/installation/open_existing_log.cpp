#include "producers/installation/open_existing_log.hpp"

namespace carnet::producers {

result<std::unique_ptr<storage::embedded_log_set>> open_existing_log(
    const std::filesystem::path& data) {
  if (!std::filesystem::exists(data / "log")) {
    return fail(failure_code::not_found, "there is no log in " + data.string());
  }
  return storage::open_embedded_log(data / "log", {});
}

}  // namespace carnet::producers
