// The embedded log against the conformance suites.
#include "storage/log/embedded_log.hpp"
#include "tests/conformance/event_log_suite.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::storage {
namespace {

class embedded_factory {
 public:
  log_set& open(partition_id partitions) {
    set_.reset();
    auto opened = open_embedded_log(directory_.path() / "log", {.partitions = partitions});
    if (!opened) throw std::runtime_error(opened.error().what);
    set_ = std::move(*opened);
    return *set_;
  }

 private:
  test::temporary_directory directory_;
  std::unique_ptr<embedded_log_set> set_;
};

CARNET_EVENT_LOG_CONFORMANCE(embedded, embedded_factory);

}  // namespace
}  // namespace carnet::storage
