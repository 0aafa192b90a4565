// The EventLog port: one partition of the immutable log, and the data keys that are written with
// it.
//
// Guarantees every implementation gives and tests/conformance checks: a batch is atomic and durable
// before `committed` is returned; sequences are dense; a writer whose epoch is no longer the
// highest never commits
// (`fenced`); readers see whole committed records only, in order, and a frame that does not verify
// is a failure, never skipped.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/failure.hpp"
#include "storage/log/position.hpp"

namespace carnet::storage {

enum class append_outcome {
  committed,  // durable; readers see it
  fenced,  // another epoch owns the partition; nothing of the batch was written, nor ever will be
  not_written,  // surely not on the log; the same sequences may be used again
  unknown,      // may or may not be on the log: acquire again and read to the end to find out
};

// A wrapped data key that is stored with the records that use it, or, with `wrapped` empty,
// removed.
struct key_change {
  std::string subject;
  std::string wrapped;
};

struct record_batch {
  std::vector<std::string_view> records;  // encoded records, in order; at most batch_records_max
  std::vector<key_change> keys;           // written atomically with the records
};

inline constexpr std::size_t frame_payload_max = 512 * 1024;
inline constexpr std::size_t batch_records_max = 512;
inline constexpr std::size_t batch_bytes_max =
    8 * 1024 * 1024;  // a single larger record is a batch of its own
inline constexpr std::size_t record_bytes_max = 40 * 1024 * 1024;

struct log_record {
  record_sequence sequence = 0;
  writer_epoch epoch = 0;
  std::string bytes;
};

struct read_limit {
  std::size_t records = 1024;
  std::size_t bytes = 8 * 1024 * 1024;  // at least one record is returned whatever its size
};

class event_log {
 public:
  virtual ~event_log() = default;

  // Takes ownership: the returned epoch is higher than every one before, and all older epochs are
  // fenced.
  virtual result<writer_epoch> acquire() = 0;

  // Appends all or nothing; `expected_next` is the sequence of the first record. One batch in
  // flight.
  virtual append_outcome append(writer_epoch epoch, record_sequence expected_next,
                                const record_batch& batch) = 0;

  // Records from `from` on, at most `limit`; waits until `deadline` when there is none yet (an
  // empty answer is then no error).
  virtual result<std::vector<log_record>> read(record_sequence from, read_limit limit,
                                               std::chrono::steady_clock::time_point deadline) = 0;

  // The sequence of the last committed record, 0 when the partition is empty.
  virtual result<record_sequence> end() = 0;
};

// All local partitions of one log, and the data keys beside them. Thread safe; the event_log
// references live as long as the set.
class log_set {
 public:
  virtual ~log_set() = default;
  virtual event_log& partition(partition_id id) = 0;
  virtual partition_id partitions() const = 0;  // how many exist, control included

  // Makes the log have at least that many, control included, and opens those that are new; readers
  // and writers of the others go on. One call at a time.
  virtual result<void> grow(partition_id partitions) = 0;

  // The wrapped data key of a subject as last committed; not_found when there is none (or it was
  // shredded).
  virtual result<std::string> wrapped_key(partition_id id, std::string_view subject) = 0;

  // Makes removed keys unrecoverable in this installation (embedded: compaction to the bottom level
  // and retirement of the write-ahead log that held them). Only after it returns is a shred
  // reported done.
  virtual result<void> purge_removed_keys() = 0;
};

}  // namespace carnet::storage
