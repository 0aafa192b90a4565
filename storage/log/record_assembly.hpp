// Puts records together from the frames of one partition, in order. Every implementation of the log
// reads through it, so every one notices a hole, a repetition or a foreign frame in the same way.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::storage {

class record_assembly {
 public:
  // The next frame must be the first one of record `next`.
  record_assembly(partition_id partition, record_sequence next)
      : partition_(partition), next_(next) {}

  // Takes the bytes of the next frame; gives the record that it completes, if it does. `corrupt`
  // for a frame that does not verify or does not follow the one before, naming what was expected.
  result<std::optional<log_record>> add(std::string_view frame_bytes);

  // The sequence of the record that comes next or is in work.
  record_sequence next() const { return next_; }

  // Whether a record has begun and not ended.
  bool within_record() const { return index_ > 0; }

 private:
  partition_id partition_;
  record_sequence next_;
  std::uint32_t index_ = 0;
  writer_epoch epoch_ = 0;  // of the last frame; never falls
  log_record pending_;
};

}  // namespace carnet::storage
