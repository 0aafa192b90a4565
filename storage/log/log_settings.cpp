// Settings of the log's database.
#include "storage/log/log_settings.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/sst_partitioner.h>
#include <rocksdb/table.h>

namespace carnet::storage {
namespace {

constexpr std::size_t keys_buffer_bytes = 16 * 1024 * 1024;
// Of the buffer, for a filter over its keys: most keys that are asked for are in files, and to
// learn that without it is a walk through cold memory.
constexpr double keys_filter_share = 0.02;
// Following a reference to a blob costs a read of its own, ten times that of a row next to the last
// one.
constexpr std::uint64_t blob_bytes_min = 16 * 1024;

rocksdb::BlockBasedTableOptions table_settings(std::shared_ptr<rocksdb::Cache> cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = std::move(cache);
  table.format_version = 5;
  table.checksum = rocksdb::kXXH3;
  return table;
}

rocksdb::ColumnFamilyOptions record_family(const embedded_log_options& options,
                                           const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions family;
  family.write_buffer_size = options.write_buffer_bytes;
  family.max_write_buffer_number = 4;
  // A partition grows at its end: the place of its last record is where the next one goes.
  family.memtable_insert_with_hint_prefix_extractor.reset(
      rocksdb::NewFixedPrefixTransform(sizeof(partition_id)));
  family.compression = rocksdb::kNoCompression;  // what is large is sealed
  family.bottommost_compression = rocksdb::kNoCompression;
  family.enable_blob_files = true;  // compaction moves references, not large records
  family.min_blob_size = blob_bytes_min;
  // With tables that end where a partition ends, what compaction moves below the first level
  // overlaps nothing there and is moved without being rewritten.
  family.sst_partitioner_factory =
      rocksdb::NewSstPartitionerFixedPrefixFactory(sizeof(partition_id));
  family.level_compaction_dynamic_level_bytes = true;
  family.max_bytes_for_level_base = 4 * options.write_buffer_bytes;
  auto table = table_settings(cache);
  table.block_size = 32 * 1024;  // read in order, never at random
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return family;
}

rocksdb::ColumnFamilyOptions key_family(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions family;
  family.write_buffer_size = keys_buffer_bytes;
  family.memtable_whole_key_filtering = true;
  family.memtable_prefix_bloom_size_ratio = keys_filter_share;
  family.compression = rocksdb::kNoCompression;
  family.bottommost_compression = rocksdb::kNoCompression;
  auto table = table_settings(cache);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return family;
}

}  // namespace

rocksdb::DBOptions log_database_settings(const embedded_log_options& options) {
  rocksdb::DBOptions settings;
  if (options.env != nullptr) settings.env = options.env;
  settings.create_if_missing = true;
  settings.create_missing_column_families = true;
  settings.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  settings.track_and_verify_wals_in_manifest = true;
  settings.allow_concurrent_memtable_write = false;  // what a hint for the next insert needs
  settings.recycle_log_file_num = 0;  // a stale write in a recycled file could pass for a later one
  settings.max_total_wal_size = 3 * options.write_buffer_bytes;  // bounds the time of recovery
  settings.bytes_per_sync =
      1024 * 1024;  // flushes reach the disk evenly, beside the writers' syncs
  settings.max_background_jobs = 2;
  settings.max_open_files = 2048;
  settings.skip_stats_update_on_db_open = true;
  settings.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  settings.keep_log_file_num = 2;
  settings.max_log_file_size = 1024 * 1024;
  settings.stats_dump_period_sec = 0;
  settings.stats_persist_period_sec = 0;
  return settings;
}

std::vector<rocksdb::ColumnFamilyDescriptor> log_families(const embedded_log_options& options) {
  const auto cache = rocksdb::NewLRUCache(options.cache_bytes);
  return {{rocksdb::kDefaultColumnFamilyName, key_family(cache)},
          {"records", record_family(options, cache)},
          {"keys", key_family(cache)}};
}

}  // namespace carnet::storage
