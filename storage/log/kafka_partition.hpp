// One partition of the log on Kafka. For the .cpp files of this folder only.
//
//            acquire                    unknown, fenced, resign
//   reading ────────→ owning (producer) ───────────────────────→ reading
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "storage/log/event_log.hpp"
#include "storage/log/kafka_key_map.hpp"
#include "storage/log/kafka_reader.hpp"
#include "storage/log/kafka_transaction.hpp"
#include "storage/log/key_table.hpp"
#include "storage/log/shared_log.hpp"

namespace carnet::storage {

class kafka_partition final : public event_log {
 public:
  kafka_partition(partition_id id, rd_kafka_t& reading, const kafka_options& options)
      : id_(id),
        options_(options),
        layout_{options.topic_prefix},
        records_(layout_.records(id)),
        keys_place_(layout_.keys(id)),
        reader_(reading, records_, id),
        keys_(reading, keys_place_) {}

  result<writer_epoch> acquire() override;
  append_outcome append(writer_epoch epoch, record_sequence expected_next,
                        const record_batch& batch) override;
  result<std::vector<log_record>> read(record_sequence from, read_limit limit,
                                       std::chrono::steady_clock::time_point deadline) override;
  result<record_sequence> end() override;

  // See shared_log.
  result<log_place> committed_place(std::chrono::steady_clock::time_point deadline) const;
  log_place read_place() const { return read_place_; }
  append_outcome renew(std::chrono::milliseconds lease);
  void resign(bool handed_over);
  std::optional<owner_sign> predecessor();

  // Whether this process is the last one known to have acquired the partition.
  bool owned() const;

  // The data keys as far as they were read; see refresh().
  kafka_key_map& keys() { return keys_; }

  // See key_table; excludes appends.
  result<std::size_t> replace_keys(std::span<const key_replacement> replacements);

  // See log_import; takes the fence if this process does not hold it yet.
  result<void> import_records(std::span<const log_record> records,
                              std::span<const key_change> keys);

  // How many removed keys the topic still has; helps its compaction along. `fenced` when this
  // process does not own the partition.
  result<std::size_t> count_removed_keys();

 private:
  struct encoded_batch;

  append_outcome commit(std::span<const kafka_message> messages,
                        std::chrono::milliseconds wait_max);
  result<void> claim(writer_epoch epoch);
  append_outcome write_claim(std::string_view value, std::chrono::milliseconds wait_max);
  result<record_sequence> known_end(bool ask);
  void publish(record_sequence end);
  record_sequence committed();

  const partition_id id_;
  const kafka_options& options_;
  const kafka_layout layout_;
  const kafka_place records_;
  const kafka_place keys_place_;

  std::mutex reading_;  // guards reader_, given_ and seen_
  kafka_reader reader_;
  record_sequence given_ = 0;  // the last record that read() gave
  boot_time seen_{};           // when it last gave one
  std::atomic<log_place> read_place_{0};
  kafka_key_map keys_;

  std::mutex writing_;  // guards what follows; held while a batch is in flight
  writer_epoch epoch_ = 0;
  std::optional<kafka_transactor> producer_;  // none: this process does not own the partition
  std::optional<owner_sign> predecessor_;
  std::chrono::milliseconds lease_{0};  // as the last claim says; see owner_sign

  mutable std::mutex ending_;  // guards end_ and owned_
  record_sequence end_ = 0;
  bool owned_ = false;  // end_ is the end, not only the highest known
};

}  // namespace carnet::storage
