// Flush, compact to the bottom, then wait until every file of before is gone: RocksDB deletes obsolete files
// some time after the call that made them obsolete.
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
constexpr std::chrono::milliseconds deletion_poll{2};

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
    for (const auto& file : level.files) names.push_back(file.name.substr(file.name.rfind('/') + 1));
  }
  return names;
}

bool all_gone(rocksdb::DB& db, const std::filesystem::path& directory, const file_names& names) {
  return std::ranges::none_of(names, [&](const std::string& name) {
    return db.GetEnv()->FileExists((directory / name).string()).ok();
  });
}

// With something to flush in it, the current write-ahead log is closed by the flush as well.
result<void> touch(log_database& database) {
  rocksdb::WriteBatch batch;
  batch.Put(database.meta(), "purge", "").PermitUncheckedError();
  if (database.write(batch) == append_outcome::committed) return {};
  return fail(failure_code::io, "purge removed keys: the log takes no writes");
}

}  // namespace

result<void> purge_keys(log_database& database, const std::filesystem::path& directory) {
  rocksdb::DB& db = database.db();
  const auto touched = touch(database);
  if (!touched) return touched;
  file_names before = wal_names(db, directory);
  const auto flushed = checked(
      db.Flush({}, {database.meta(), database.records(), database.keys()}), "flush the log");
  if (!flushed) return flushed;
  std::ranges::copy(key_table_names(database), std::back_inserter(before));
  rocksdb::CompactRangeOptions bottom;
  bottom.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  bottom.exclusive_manual_compaction = false;
  const auto compacted = checked(db.CompactRange(bottom, database.keys(), nullptr, nullptr),
                                 "compact the data keys");
  if (!compacted) return compacted;
  const auto deadline = std::chrono::steady_clock::now() + deletion_wait_max;
  while (!all_gone(db, directory, before)) {
    if (std::chrono::steady_clock::now() > deadline) {
      return fail(failure_code::timed_out, "files with removed keys are still in use");
    }
    std::this_thread::sleep_for(deletion_poll);
  }
  return {};
}

}  // namespace carnet::storage
