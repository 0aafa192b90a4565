// The log on Kafka against the conformance suites, on a real broker.
#include "storage/log/kafka_log.hpp"
#include "tests/conformance/event_log_suite.hpp"
#include "tests/kafka/cluster.hpp"

namespace carnet::storage {
namespace {

const auto* const environment = testing::AddGlobalTestEnvironment(new test::kafka_or_skip);

class kafka_factory {
 public:
  log_set& open(partition_id partitions) {
    set_.reset();
    options_.partitions = partitions;
    auto opened = open_kafka_log(options_);
    if (!opened) throw std::runtime_error(opened.error().what);
    set_ = std::move(*opened);
    return *set_;
  }

 private:
  kafka_options options_ = test::kafka_test_options();
  std::unique_ptr<kafka_log_set> set_;
};

CARNET_EVENT_LOG_CONFORMANCE(kafka, kafka_factory);

}  // namespace
}  // namespace carnet::storage
