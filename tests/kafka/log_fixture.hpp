// Logs of one prefix on the tests' cluster, any number of them at once, each as a process would
// have it.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "storage/log/kafka_log.hpp"
#include "tests/kafka/cluster.hpp"

namespace carnet::storage {

class kafka_log_test : public testing::Test {
 protected:
  static constexpr partition_id id = 1;

  kafka_log_test() { options_.partitions = 2; }

  std::unique_ptr<kafka_log_set> open() {
    auto opened = open_kafka_log(options_);
    if (!opened) throw std::runtime_error(opened.error().what);
    return std::move(*opened);
  }

  failure refusal() {
    const auto opened = open_kafka_log(options_);
    EXPECT_FALSE(opened.has_value());
    return opened ? failure{} : opened.error();
  }

  static append_outcome append(log_set& set, writer_epoch epoch, record_sequence next,
                               const std::vector<std::string>& records) {
    record_batch batch;
    batch.records.assign(records.begin(), records.end());
    return set.partition(id).append(epoch, next, batch);
  }

  static std::vector<std::string> contents(log_set& set, record_sequence from = 1,
                                           read_limit limit = {.records = 100'000}) {
    const auto records = set.partition(id).read(from, limit, std::chrono::steady_clock::now());
    EXPECT_TRUE(records.has_value()) << (records ? "" : records.error().what);
    std::vector<std::string> bytes;
    for (const log_record& record : records.value_or(std::vector<log_record>())) {
      bytes.push_back(record.bytes);
    }
    return bytes;
  }

  std::string events_topic() const { return options_.topic_prefix + ".events"; }

  kafka_options options_ = test::kafka_test_options();
};

}  // namespace carnet::storage
