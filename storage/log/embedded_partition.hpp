// One partition of the embedded log. For the .cpp files of this folder only.
#pragma once

#include <rocksdb/write_batch.h>

#include <condition_variable>
#include <mutex>
#include <span>
#include <string>

#include "storage/log/acknowledged_mark.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/key_table.hpp"
#include "storage/log/log_database.hpp"

namespace carnet::storage {

class embedded_partition final : public event_log {
 public:
  embedded_partition(partition_id id, log_database& database, acknowledged_mark& mark)
      : id_(id), database_(database), mark_(mark) {}

  // Finds the end and the epoch; to be called once, before anything else. `corrupt` when the last
  // record is incomplete.
  result<void> recover();

  result<writer_epoch> acquire() override;
  append_outcome append(writer_epoch epoch, record_sequence expected_next,
                        const record_batch& batch) override;
  result<std::vector<log_record>> read(record_sequence from, read_limit limit,
                                       std::chrono::steady_clock::time_point deadline) override;
  result<record_sequence> end() override;

  // See key_table; excludes appends, so a key removed meanwhile does not come back.
  result<std::size_t> replace_keys(std::span<const key_replacement> replacements);

  // See log_import.
  result<void> import_records(std::span<const log_record> records,
                              std::span<const key_change> keys);

 private:
  void add_record(std::string_view record, record_sequence sequence, writer_epoch epoch);
  void add_keys(std::span<const key_change> keys);
  void publish(record_sequence end);
  record_sequence committed();
  result<std::vector<log_record>> collect(record_sequence from, record_sequence end,
                                          read_limit limit);

  const partition_id id_;
  log_database& database_;
  acknowledged_mark& mark_;

  std::mutex writing_;  // guards epoch_ and writes_; held while a batch is in flight
  writer_epoch epoch_ = 0;
  rocksdb::WriteBatch writes_;

  std::mutex ending_;  // guards end_
  std::condition_variable grown_;
  record_sequence end_ = 0;
};

}  // namespace carnet::storage
