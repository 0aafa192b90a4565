// The RocksDB instance under the embedded log, and its key layout. For the .cpp files of this
// folder only.
//
//   meta     "format" -> 1;  "partitions" -> 4 bytes;  "epoch" partition(4) -> 8 bytes
//   records  partition(4) sequence(8) frame(4) -> one frame
//   keys     partition(4) subject -> wrapped data key
#pragma once

#include <rocksdb/db.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/log/embedded_log.hpp"
#include "storage/log/position.hpp"

namespace carnet::storage {

class log_database {
 public:
  static result<std::unique_ptr<log_database>> open(const std::filesystem::path& directory,
                                                    const embedded_log_options& options);
  ~log_database();

  rocksdb::DB& db() { return *db_; }
  rocksdb::ColumnFamilyHandle* meta() { return families_.at(0); }
  rocksdb::ColumnFamilyHandle* records() { return families_.at(1); }
  rocksdb::ColumnFamilyHandle* keys() { return families_.at(2); }

  // Writes durably. The outcome is never `fenced`.
  append_outcome write(rocksdb::WriteBatch& batch);

  // A row of meta; an empty text when there is none.
  result<std::string> meta_row(std::string_view key);

  // Whether a write failed so that only a new process can tell what is on the disk.
  bool broken() const { return broken_.load(std::memory_order_acquire); }

 private:
  log_database() = default;

  append_outcome classify(const rocksdb::Status& status);
  bool room_again();

  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;
  std::atomic<bool> broken_ = false;
  std::atomic<bool> full_ = false;
  std::mutex resuming_;  // guards last_resume_
  std::chrono::steady_clock::time_point last_resume_;
};

// Key of a frame in `records`; all frames of a partition lie in [frame_key(p, 0, 0), frame_key(p +
// 1, 0, 0)).
std::string frame_key(partition_id partition, record_sequence sequence, std::uint32_t index);

// Key of a subject's wrapped key in `keys`.
std::string subject_key(partition_id partition, std::string_view subject);

}  // namespace carnet::storage
