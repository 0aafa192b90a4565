// Records of one partition from Kafka by their sequence. Sequences are dense and offsets are not,
// so a record is found by binary search over offsets, narrowed by the places that were seen before.
// For the .cpp files of this folder only; one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "storage/log/event_log.hpp"
#include "storage/log/frame.hpp"
#include "storage/log/kafka_cursor.hpp"
#include "storage/log/record_assembly.hpp"

namespace carnet::storage {

// The last committed record; zeros when there is none.
struct log_end {
  record_sequence sequence = 0;
  writer_epoch epoch = 0;
};

class kafka_reader {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  kafka_reader(rd_kafka_t& client, const kafka_place& place, partition_id id)
      : id_(id), cursor_(client, place) {}

  // Asks the broker and reads the last messages; `timed_out` at `deadline`.
  result<log_end> find_end(time_point deadline);

  // As event_log::read. Records up to `known_end` are surely there: they are waited for beyond
  // `deadline`, since a commit shows some moments after it was answered.
  result<std::vector<log_record>> read(record_sequence from, read_limit limit,
                                       record_sequence known_end, time_point deadline);

  // Whether a read from here goes on where the last one ended.
  bool stands_before(record_sequence sequence) const { return next_ == sequence; }

  // The offset before which read() has given everything, once it has given something.
  std::int64_t place() const { return place_; }

  result<std::int64_t> committed_end(time_point deadline) const {
    return cursor_.committed_end(deadline);
  }

  // Ends the fetching ahead when nobody has read for some seconds.
  void rest_if_idle();

 private:
  // Where the first frame of a record lies.
  struct mark {
    record_sequence sequence = 0;
    std::int64_t offset = 0;
  };

  result<void> seek(record_sequence from, time_point deadline);
  result<mark> narrow(record_sequence from, mark low, std::int64_t high, time_point deadline);
  result<std::optional<mark>> first_record_from(std::int64_t offset, time_point deadline);
  result<std::optional<log_record>> await_record(bool owed, time_point deadline);
  result<std::optional<log_record>> take(const stored_message& message);
  result<frame_header> header_of(const stored_message& message) const;
  void remember(mark seen);

  const partition_id id_;
  kafka_cursor cursor_;
  std::map<record_sequence, std::int64_t> marks_;
  record_sequence next_ = 0;  // what the next read gives if it asks for it; 0: a seek comes first
  bool skipping_ = false;     // the cursor stands before the first frame of next_
  std::optional<record_assembly> assembly_;
  std::optional<log_record> ahead_;  // read already, and over the limit of the last read
  std::int64_t place_ = 0;
  time_point last_use_{};
};

}  // namespace carnet::storage
