// Reading the committed messages of one topic partition in order, from any offset on. Aborted
// messages and Kafka's own marks take offsets too, so offsets have holes. For the .cpp files of
// this folder only.
#pragma once

#include <rdkafka.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/log/kafka_client.hpp"
#include "storage/log/kafka_layout.hpp"

namespace carnet::storage {

// A message as it lies on Kafka; the views live as long as it does.
struct stored_message {
  kafka_owned<rd_kafka_message_t> handle;

  std::int64_t offset() const { return handle->offset; }
  std::string_view key() const {
    return {static_cast<const char*>(handle->key), handle->key != nullptr ? handle->key_len : 0};
  }
  std::string_view value() const {
    return {static_cast<const char*>(handle->payload),
            handle->payload != nullptr ? handle->len : 0};
  }
  bool removed() const { return handle->payload == nullptr; }
};

// The offset behind the last message that the client may see now, by its level of isolation. Asks
// the broker; any thread.
result<std::int64_t> ask_end(rd_kafka_t& client, const kafka_place& place,
                             std::chrono::steady_clock::time_point deadline);

// One thread at a time. At most one cursor per place and client.
class kafka_cursor {
 public:
  kafka_cursor(rd_kafka_t& client, const kafka_place& place);
  ~kafka_cursor() { stop(); }
  kafka_cursor(const kafka_cursor&) = delete;
  kafka_cursor& operator=(const kafka_cursor&) = delete;

  // The next message given is the first one at or behind `offset`.
  result<void> start(std::int64_t offset);

  // Ends the fetching ahead.
  void stop();
  bool started() const { return started_; }

  // The next message; nothing when none came before `deadline` or, with `until_end`, when all that
  // is committed was given.
  result<std::optional<stored_message>> next(std::chrono::steady_clock::time_point deadline,
                                             bool until_end = false);

  // See ask_end.
  result<std::int64_t> committed_end(std::chrono::steady_clock::time_point deadline) const {
    return ask_end(client_, place_, deadline);
  }

  // The offset before which everything since start() has been given.
  std::int64_t position() const { return position_; }

  const kafka_place& place() const { return place_; }

 private:
  result<void> fill(std::chrono::steady_clock::time_point deadline);

  rd_kafka_t& client_;
  const kafka_place place_;
  kafka_owned<rd_kafka_topic_t> topic_;
  bool started_ = false;
  std::int64_t position_ = 0;
  std::deque<stored_message> ahead_;  // fetched, marks of the end included
};

}  // namespace carnet::storage
