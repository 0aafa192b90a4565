#include "storage/log/kafka_cursor.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

namespace carnet::storage {
namespace {

constexpr std::size_t fetched_max = 512;  // messages taken over at once
constexpr std::chrono::milliseconds question_pause{50};
constexpr std::chrono::milliseconds question_max{1000};

failure broken(rd_kafka_resp_err_t error, const kafka_place& place) {
  return kafka_failure(error, fmt::format("read {} {}", place.topic, place.partition));
}

// The library remembers for minutes who led a partition, or that nobody did, and answers from
// memory. To be asked for the topic itself makes it look.
void look_for_leader(rd_kafka_t& client, const kafka_place& place,
                     std::chrono::steady_clock::time_point deadline) {
  const kafka_owned<rd_kafka_topic_t> topic(
      rd_kafka_topic_new(&client, place.topic.c_str(), nullptr));
  const rd_kafka_metadata_t* found = nullptr;
  if (topic && rd_kafka_metadata(&client, /*all_topics=*/0, topic.get(), &found,
                                 kafka_wait(deadline)) == RD_KAFKA_RESP_ERR_NO_ERROR) {
    rd_kafka_metadata_destroy(found);
  }
}

}  // namespace

kafka_cursor::kafka_cursor(rd_kafka_t& client, const kafka_place& place)
    : client_(client),
      place_(place),
      topic_(rd_kafka_topic_new(&client, place.topic.c_str(), nullptr)) {}

result<void> kafka_cursor::start(std::int64_t offset) {
  stop();
  if (rd_kafka_consume_start(topic_.get(), place_.partition, offset) != 0) {
    return std::unexpected(broken(rd_kafka_last_error(), place_));
  }
  started_ = true;
  position_ = offset;
  return {};
}

void kafka_cursor::stop() {
  ahead_.clear();
  if (std::exchange(started_, false)) rd_kafka_consume_stop(topic_.get(), place_.partition);
}

result<void> kafka_cursor::fill(std::chrono::steady_clock::time_point deadline) {
  kafka_owned<rd_kafka_message_t> first(
      rd_kafka_consume(topic_.get(), place_.partition, kafka_wait(deadline)));
  if (!first) return {};
  ahead_.push_back({std::move(first)});
  std::array<rd_kafka_message_t*, fetched_max> more{};
  const auto count =
      rd_kafka_consume_batch(topic_.get(), place_.partition, 0, more.data(), more.size());
  for (std::ptrdiff_t n = 0; n < count; ++n) {
    ahead_.push_back({kafka_owned<rd_kafka_message_t>(more[static_cast<std::size_t>(n)])});
  }
  return {};
}

result<std::optional<stored_message>> kafka_cursor::next(
    std::chrono::steady_clock::time_point deadline, bool until_end) {
  for (;;) {
    if (ahead_.empty()) {
      if (auto filled = fill(deadline); !filled) return std::unexpected(filled.error());
      if (ahead_.empty()) return std::nullopt;
    }
    stored_message message = std::move(ahead_.front());
    ahead_.pop_front();
    switch (message.handle->err) {
      case RD_KAFKA_RESP_ERR_NO_ERROR:
        position_ = std::max(position_, message.offset() + 1);
        return message;
      case RD_KAFKA_RESP_ERR__PARTITION_EOF:
        position_ = std::max(position_, message.offset());
        if (until_end) return std::nullopt;
        break;
      // The client goes on by itself: a broker that is away comes back, or another one leads.
      case RD_KAFKA_RESP_ERR__TRANSPORT:
      case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
      case RD_KAFKA_RESP_ERR__TIMED_OUT:
      case RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION:
      case RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE:
        break;
      default:
        return std::unexpected(broken(message.handle->err, place_));
    }
    if (std::chrono::steady_clock::now() > deadline && ahead_.empty()) return std::nullopt;
  }
}

result<std::int64_t> ask_end(rd_kafka_t& client, const kafka_place& place,
                             std::chrono::steady_clock::time_point deadline) {
  std::int64_t low = 0;
  std::int64_t high = 0;
  for (;;) {
    // A dead leader is asked until the question's time is over: some has to be left for the look.
    const auto now = std::chrono::steady_clock::now();
    const auto until = now + std::min<std::chrono::nanoseconds>((deadline - now) / 2, question_max);
    const auto error = rd_kafka_query_watermark_offsets(
        &client, place.topic.c_str(), place.partition, &low, &high, std::max(kafka_wait(until), 1));
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return high;
    auto failed = broken(error, place);
    const bool passing = failed.code == failure_code::io || failed.code == failure_code::timed_out;
    if (!passing || std::chrono::steady_clock::now() > deadline) {
      return std::unexpected(std::move(failed));
    }
    std::this_thread::sleep_for(question_pause);
    look_for_leader(client, place, deadline);
  }
}

}  // namespace carnet::storage
