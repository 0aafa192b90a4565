// The ground of the conformance suites of the EventLog port. A suite is typed by a factory, a class
// with
//
//   log_set& open(partition_id partitions)   opens the log, or opens it again as after a restart
//
// which owns the log and leaves nothing behind.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "storage/log/event_log.hpp"

namespace carnet::storage {

// Some bytes that differ by seed, so that a mix-up of records or frames shows.
inline std::string sample_record(std::size_t bytes, unsigned seed) {
  std::string record(bytes, '\0');
  std::uint32_t state = seed * 2654435761U + 1;
  for (char& byte : record) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<char>(state >> 24);
  }
  return record;
}

template <class Factory>
class event_log_fixture : public testing::Test {
 protected:
  static constexpr partition_id partitions = 3;
  static constexpr partition_id id = 1;

  event_log_fixture() { restart(); }

  void restart() { set_ = &factory_.open(partitions); }
  log_set& set() { return *set_; }
  event_log& log() { return set_->partition(id); }

  static std::chrono::steady_clock::time_point in(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
  }

  static record_batch batch_of(const std::vector<std::string>& records) {
    record_batch batch;
    batch.records.assign(records.begin(), records.end());
    return batch;
  }

  append_outcome append(writer_epoch epoch, record_sequence next,
                        const std::vector<std::string>& records) {
    return log().append(epoch, next, batch_of(records));
  }

  // All that can be read from `from` on without waiting.
  std::vector<log_record> read(record_sequence from, read_limit limit = {}) {
    auto records = log().read(from, limit, in(std::chrono::milliseconds(0)));
    EXPECT_TRUE(records.has_value()) << (records ? "" : records.error().what);
    return records.value_or(std::vector<log_record>());
  }

  std::vector<std::string> contents(record_sequence from = 1, read_limit limit = {}) {
    std::vector<std::string> bytes;
    for (log_record& record : read(from, limit)) bytes.push_back(std::move(record.bytes));
    return bytes;
  }

  Factory factory_;
  log_set* set_ = nullptr;
};

}  // namespace carnet::storage
