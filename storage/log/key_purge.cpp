// Flush, compact to the bottom, then wait until every file of before is gone: RocksDB deletes
// obsolete files some time after the call that made them obsolete.
#include "storage/log/key_purge.hpp"

#include <fmt/core.h>
#include <rocksdb/metadata.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "storage/kv/rocks_failure.hpp"

namespace carnet::storage {
namespace {

constexpr std::chrono::seconds deletion_wait_max{30};
constexpr std::chrono::milliseconds deletion_poll{10};

using file_names = std::vector<std::string>;

file_names wal_names(rocksdb::DB& db, const std::filesystem::path& directory) {
  file_names names;
  if (!db.GetEnv()->GetChildren(directory.string(), &names).ok()) return {};
  std::erase_if(names, [](const std::string& name) { return !name.ends_with(".log"); });
  return names;
}

file_names key_table_names(log_database& database) {
  rocksdb::ColumnFamilyMetaData tables;
  database.db().GetColumnFamilyMetaData(database.keys(), &tables);
  file_names names;
  for (const auto& level : tables.levels) {
    for (const auto& file : level.files)
      names.push_back(file.name.substr(file.name.rfind('/') + 1));
  }
  return names;
}

// Drops from `names` those that no longer exist.
void drop_gone(rocksdb::DB& db, const std::filesystem::path& directory, file_names& names) {
  std::erase_if(names, [&](const std::string& name) {
    return !db.GetEnv()->FileExists((directory / name).string()).ok();
  });
}

// Allowing deletions again makes RocksDB look through the whole directory, which it otherwise does
// not do for write-ahead logs of earlier processes.
rocksdb::Status sweep(rocksdb::DB& db) {
  const auto stopped = db.DisableFileDeletions();
  return stopped.ok() ? db.EnableFileDeletions(/*force=*/false) : stopped;
}

// With something to flush in it, the current write-ahead log is closed by the flush as well.
result<void> close_wals(log_database& database) {
  rocksdb::WriteBatch batch;
  batch.Put(database.meta(), "purge", "").PermitUncheckedError();
  if (database.write(batch) != append_outcome::committed) {
    return fail(failure_code::io, "purge removed keys: the log takes no writes");
  }
  return checked(database.db().Flush({}, {database.meta(), database.records(), database.keys()}),
                 "flush the log");
}

// One flush may leave a closed write-ahead log behind that the next one lets go, hence the
// repetition.
result<void> outlive(log_database& database, const std::filesystem::path& directory,
                     file_names names) {
  const auto deadline = std::chrono::steady_clock::now() + deletion_wait_max;
  for (;;) {
    const auto swept = checked(sweep(database.db()), "delete obsolete files of the log");
    if (!swept) return swept;
    drop_gone(database.db(), directory, names);
    if (names.empty()) return {};
    if (std::chrono::steady_clock::now() > deadline) {
      return fail(failure_code::timed_out,
                  names.front() + " may hold removed keys and is still in use");
    }
    std::this_thread::sleep_for(deletion_poll);
    const auto closed = close_wals(database);
    if (!closed) return closed;
  }
}

}  // namespace

result<void> purge_keys(log_database& database, const std::filesystem::path& directory) {
  file_names before = wal_names(database.db(), directory);
  const auto closed = close_wals(database);
  if (!closed) return closed;
  std::ranges::copy(key_table_names(database), std::back_inserter(before));
  rocksdb::CompactRangeOptions bottom;
  bottom.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  bottom.exclusive_manual_compaction = false;
  const auto compacted =
      checked(database.db().CompactRange(bottom, database.keys(), nullptr, nullptr),
              "compact the data keys");
  if (!compacted) return compacted;
  return outlive(database, directory, std::move(before));
}

}  // namespace carnet::storage
