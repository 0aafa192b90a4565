// Settings of a state database: point reads from cache, a short write-ahead log for a fast start.
#include "storage/kv/state_settings.hpp"

#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

namespace carnet::storage {
namespace {

constexpr std::size_t memtable_bytes = 32 * 1024 * 1024;
constexpr std::uint64_t wal_bytes_max = 64 * 1024 * 1024;  // replayed at the start after a crash
constexpr std::uint64_t blob_bytes_min = 4096;
constexpr int cache_shard_bits = 6;
constexpr std::size_t row_kind_bytes = 2;

rocksdb::BlockBasedTableOptions state_tables(const state_resources& resources) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = resources.cache;
  table.format_version = 5;
  table.checksum = rocksdb::kXXH3;
  table.block_size = 8 * 1024;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.data_block_index_type = rocksdb::BlockBasedTableOptions::kDataBlockBinaryAndHash;
  return table;
}

}  // namespace

state_resources::state_resources(std::size_t cache_bytes, std::size_t write_buffer_bytes)
    : cache(rocksdb::NewLRUCache(cache_bytes, cache_shard_bits)),
      write_buffers(std::make_shared<rocksdb::WriteBufferManager>(write_buffer_bytes, cache)) {}

std::shared_ptr<state_resources> make_state_resources(std::size_t cache_bytes,
                                                      std::size_t write_buffer_bytes) {
  return std::make_shared<state_resources>(cache_bytes, write_buffer_bytes);
}

rocksdb::Options state_settings(const state_resources& resources) {
  rocksdb::Options settings;
  if (resources.env != nullptr) settings.env = resources.env;
  settings.create_if_missing = true;
  settings.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  settings.max_total_wal_size = wal_bytes_max;
  settings.write_buffer_manager = resources.write_buffers;
  settings.write_buffer_size = memtable_bytes;
  settings.max_write_buffer_number = 3;
  settings.memtable_whole_key_filtering = true;
  // Most row kinds grow at their end: the place of the last insert of a kind is where the next one
  // goes.
  settings.memtable_insert_with_hint_prefix_extractor.reset(
      rocksdb::NewFixedPrefixTransform(row_kind_bytes));
  settings.allow_concurrent_memtable_write = false;  // one writer per state
  settings.memtable_prefix_bloom_size_ratio = 0.02;
  settings.compression = rocksdb::kNoCompression;  // what is large is sealed
  settings.bottommost_compression = rocksdb::kNoCompression;
  settings.level_compaction_dynamic_level_bytes = true;
  settings.enable_blob_files = true;
  settings.min_blob_size = blob_bytes_min;
  settings.enable_blob_garbage_collection = true;
  settings.bytes_per_sync = 1024 * 1024;
  settings.wal_bytes_per_sync = 1024 * 1024;
  settings.max_background_jobs = 2;
  settings.max_open_files = 1024;
  settings.skip_stats_update_on_db_open = true;
  settings.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  settings.keep_log_file_num = 2;
  settings.max_log_file_size = 1024 * 1024;
  settings.stats_dump_period_sec = 0;
  settings.stats_persist_period_sec = 0;
  settings.table_factory.reset(rocksdb::NewBlockBasedTableFactory(state_tables(resources)));
  return settings;
}

}  // namespace carnet::storage
