// The set of partitions of the embedded log: opening with its checks, keys, checkpoint.
#include "storage/log/embedded_log.hpp"

#include <fmt/core.h>
#include <rocksdb/utilities/checkpoint.h>

#include <algorithm>
#include <system_error>

#include "storage/append_only_list.hpp"
#include "storage/directory_lock.hpp"
#include "storage/kv/rocks_failure.hpp"
#include "storage/log/acknowledged_mark.hpp"
#include "storage/log/big_endian.hpp"
#include "storage/log/embedded_partition.hpp"
#include "storage/log/key_purge.hpp"
#include "storage/log/log_database.hpp"
#include "storage/log/wal_scan.hpp"

namespace carnet::storage {
namespace {

constexpr std::uint32_t log_format = 1;
constexpr const char* mark_file = "ACKNOWLEDGED";

class rocksdb_log_set final : public embedded_log_set {
 public:
  rocksdb_log_set(std::filesystem::path directory, directory_lock lock, acknowledged_mark mark,
                  std::unique_ptr<log_database> database)
      : directory_(std::move(directory)),
        lock_(std::move(lock)),
        mark_(std::move(mark)),
        database_(std::move(database)) {}

  // Settles format and number of partitions, then finds the end of each and what is missing from
  // it.
  result<void> recover(const embedded_log_options& options, const wal_findings& found);

  event_log& partition(partition_id id) override { return partitions_[id]; }
  partition_id partitions() const override { return static_cast<partition_id>(partitions_.size()); }
  result<void> grow(partition_id wanted) override;
  const log_recovery& recovery() const override { return recovery_; }

  result<std::string> wrapped_key(partition_id id, std::string_view subject) override;
  result<void> purge_removed_keys() override { return purge_keys(*database_, directory_); }
  result<void> checkpoint(const std::filesystem::path& target) override;
  result<std::vector<key_change>> keys_after(partition_id partition, std::string_view after,
                                             std::size_t limit) override;
  result<void> import_records(partition_id partition, std::span<const log_record> records,
                              std::span<const key_change> keys) override {
    return partitions_[partition].import_records(records, keys);
  }
  result<std::size_t> replace_keys(partition_id partition,
                                   std::span<const key_replacement> replacements) override {
    return partitions_[partition].replace_keys(replacements);
  }

 private:
  result<partition_id> settle_partitions(partition_id wished);
  result<void> recover_partition(partition_id id, lost_tail policy);
  result<void> settle_loss(partition_id id, record_sequence end, lost_tail policy);

  const std::filesystem::path directory_;
  directory_lock lock_;
  acknowledged_mark mark_;
  std::unique_ptr<log_database> database_;
  append_only_list<embedded_partition> partitions_{partitions_max};
  log_recovery recovery_;
};

result<partition_id> rocksdb_log_set::settle_partitions(partition_id wished) {
  const auto format = database_->meta_row("format");
  const auto stored = database_->meta_row("partitions");
  if (!format) return std::unexpected(format.error());
  if (!stored) return std::unexpected(stored.error());
  if (format->size() == sizeof log_format &&
      load_big_endian<std::uint32_t>(format->data()) > log_format) {
    return fail(failure_code::unsupported, "the log was written by a newer version");
  }
  partition_id present = 0;
  if (stored->size() == sizeof present) present = load_big_endian<partition_id>(stored->data());
  if (wished <= present) return present;
  std::string format_value;
  std::string partitions_value;
  append_big_endian(format_value, log_format);
  append_big_endian(partitions_value, wished);
  rocksdb::WriteBatch batch;
  batch.Put(database_->meta(), "format", format_value).PermitUncheckedError();
  batch.Put(database_->meta(), "partitions", partitions_value).PermitUncheckedError();
  if (database_->write(batch) != append_outcome::committed) {
    return fail(failure_code::io, "write the number of partitions to the log");
  }
  return wished;
}

result<void> rocksdb_log_set::recover(const embedded_log_options& options,
                                      const wal_findings& found) {
  if (database_->db().GetLatestSequenceNumber() < found.highest) {
    return fail(failure_code::corrupt,
                "the write-ahead log holds whole writes that recovery did not reach; restore from "
                "a backup");
  }
  recovery_.torn_tails = found.torn_tails;
  const auto count = settle_partitions(options.read_only ? 0 : options.partitions);
  if (!count) return std::unexpected(count.error());
  for (partition_id id = 0; id < *count; ++id) {
    const auto recovered = recover_partition(id, options.on_lost_tail);
    if (!recovered) return recovered;
  }
  // How many there are may be among what is gone.
  for (partition_id id = *count; id < partitions_max; ++id) {
    if (auto settled = settle_loss(id, 0, options.on_lost_tail); !settled) return settled;
  }
  if (*count == 0 && recovery_.lost.empty()) {
    return fail(failure_code::not_found, "the log in " + directory_.string() + " is empty");
  }
  return {};
}

result<void> rocksdb_log_set::grow(partition_id wanted) {
  if (wanted > partitions_max) {
    return fail(failure_code::invalid_argument,
                fmt::format("a log has at most {} partitions", partitions_max));
  }
  const auto count = settle_partitions(wanted);
  if (!count) return std::unexpected(count.error());
  for (partition_id id = partitions(); id < *count; ++id) {
    if (auto opened = recover_partition(id, lost_tail::report); !opened) return opened;
  }
  return {};
}

result<void> rocksdb_log_set::recover_partition(partition_id id, lost_tail policy) {
  auto made = std::make_unique<embedded_partition>(id, *database_, mark_);
  const auto recovered = made->recover();
  if (!recovered) return recovered;
  if (auto settled = settle_loss(id, *made->end(), policy); !settled) return settled;
  partitions_.append(std::move(made));
  return {};
}

result<void> rocksdb_log_set::settle_loss(partition_id id, record_sequence end, lost_tail policy) {
  const record_sequence acknowledged = mark_.last(id);
  if (acknowledged > end && policy == lost_tail::refuse) {
    return fail(failure_code::corrupt,
                fmt::format("partition {} ends at sequence {}, but {} was acknowledged; restore "
                            "from a backup or accept the loss",
                            id, end, acknowledged));
  }
  if (acknowledged > end) recovery_.lost.push_back({id, end + 1, acknowledged});
  if (acknowledged != end) mark_.acknowledge(id, end);
  return {};
}

result<std::string> rocksdb_log_set::wrapped_key(partition_id id, std::string_view subject) {
  std::string wrapped;
  const auto status =
      database_->db().Get({}, database_->keys(), subject_key(id, subject), &wrapped);
  if (!status.ok()) return std::unexpected(to_failure(status, "read a data key"));
  return wrapped;
}

result<std::vector<key_change>> rocksdb_log_set::keys_after(partition_id partition,
                                                            std::string_view after,
                                                            std::size_t limit) {
  const std::string start = subject_key(partition, after);
  const std::string beyond = subject_key(partition + 1, "");
  const rocksdb::Slice upper(beyond);
  rocksdb::ReadOptions options;
  options.iterate_upper_bound = &upper;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> rows(
      database_->db().NewIterator(options, database_->keys()));
  std::vector<key_change> keys;
  for (rows->Seek(start); rows->Valid() && keys.size() < limit; rows->Next()) {
    const std::string_view subject = rows->key().ToStringView().substr(sizeof partition);
    if (subject == after) continue;
    keys.push_back({std::string(subject), rows->value().ToString()});
  }
  if (!rows->status().ok()) return std::unexpected(to_failure(rows->status(), "list data keys"));
  return keys;
}

result<void> rocksdb_log_set::checkpoint(const std::filesystem::path& target) {
  std::vector<record_sequence> ends;  // as of before, so that the copy's mark claims no more
  for (partition_id id = 0; id < partitions(); ++id) ends.push_back(*partitions_[id].end());
  rocksdb::Checkpoint* created = nullptr;
  const auto status = rocksdb::Checkpoint::Create(&database_->db(), &created);
  const std::unique_ptr<rocksdb::Checkpoint> owner(created);
  if (!status.ok()) return checked(status, "prepare a checkpoint of the log");
  const auto copied = created->CreateCheckpoint(target.string());
  if (!copied.ok()) return checked(copied, "copy the log to " + target.string());
  auto mark = acknowledged_mark::open(target / mark_file);
  if (!mark) return std::unexpected(mark.error());
  for (partition_id id = 0; id < ends.size(); ++id) mark->acknowledge(id, ends[id]);
  return {};
}

// Without its CURRENT file RocksDB would start a new, empty log and delete the files of the old
// one.
result<void> require_whole(rocksdb::Env& env, const std::filesystem::path& directory,
                           const acknowledged_mark& mark) {
  if (env.FileExists((directory / "CURRENT").string()).ok()) return {};
  std::vector<std::string> names;
  env.GetChildren(directory.string(), &names).PermitUncheckedError();  // none: a new directory
  bool written = std::ranges::any_of(names, [](const std::string& name) {
    return name.ends_with(".sst") || name.ends_with(".blob");
  });
  for (partition_id id = 0; id < partitions_max; ++id) written = written || mark.last(id) > 0;
  if (!written) return {};
  return fail(failure_code::corrupt, "the log in " + directory.string() +
                                         " has records but no CURRENT file; restore from a backup");
}

}  // namespace

result<std::unique_ptr<embedded_log_set>> open_embedded_log(const std::filesystem::path& directory,
                                                            const embedded_log_options& options) {
  if (options.partitions < 1 || options.partitions > partitions_max) {
    return fail(failure_code::invalid_argument, "a log has 1 to 4096 partitions");
  }
  std::error_code error;
  if (!options.read_only) std::filesystem::create_directories(directory, error);
  if (error) return fail(failure_code::io, directory.string() + ": " + error.message());
  auto lock = directory_lock::take(directory);
  if (!lock) return std::unexpected(lock.error());
  auto mark = options.read_only ? acknowledged_mark::copy_of(directory / mark_file)
                                : acknowledged_mark::open(directory / mark_file);
  if (!mark) return std::unexpected(mark.error());
  rocksdb::Env& env = options.env != nullptr ? *options.env : *rocksdb::Env::Default();
  const auto whole = require_whole(env, directory, *mark);
  if (!whole) return std::unexpected(whole.error());
  const auto found = scan_wals(env, directory);
  if (!found) return std::unexpected(found.error());
  auto database = log_database::open(directory, options);
  if (!database) return std::unexpected(database.error());
  auto set = std::make_unique<rocksdb_log_set>(directory, std::move(*lock), std::move(*mark),
                                               std::move(*database));
  const auto recovered = set->recover(options, *found);
  if (!recovered) return std::unexpected(recovered.error());
  return set;
}

}  // namespace carnet::storage
