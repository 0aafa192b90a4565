// Settings of a state database: point reads from cache; rows come in finished files, so that its
// own write-ahead log and memtable stay empty.
#include "storage/kv/state_settings.hpp"

#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

namespace carnet::storage {
namespace {

constexpr std::uint64_t blob_bytes_min = 4096;
// Each compaction of new files rewrites the level below, which may be most of the state: seldom,
// then.
constexpr int unsorted_files_wanted = 8;
// Every new command asks for rows that do not exist; a wrong maybe costs it a block.
constexpr double filter_bits = 14;
constexpr int cache_shard_bits = 6;

rocksdb::BlockBasedTableOptions state_tables(const state_resources& resources) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = resources.cache;
  table.format_version = 5;
  table.checksum = rocksdb::kXXH3;
  table.block_size = 8 * 1024;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(filter_bits));
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.data_block_index_type = rocksdb::BlockBasedTableOptions::kDataBlockBinaryAndHash;
  return table;
}

}  // namespace

state_resources::state_resources(std::size_t cache_bytes, std::size_t write_buffer_bytes)
    : cache(rocksdb::NewLRUCache(cache_bytes, cache_shard_bits)),
      memtable_bytes(write_buffer_bytes / memtables_max) {}

std::shared_ptr<state_resources> make_state_resources(std::size_t cache_bytes,
                                                      std::size_t write_buffer_bytes) {
  return std::make_shared<state_resources>(cache_bytes, write_buffer_bytes);
}

rocksdb::Options state_settings(const state_resources& resources) {
  rocksdb::Options settings;
  if (resources.env != nullptr) settings.env = resources.env;
  // Compaction has time; requests have not.
  settings.env->LowerThreadPoolCPUPriority(rocksdb::Env::Priority::LOW, rocksdb::CpuPriority::kLow);
  settings.create_if_missing = true;
  settings.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  settings.compression = rocksdb::kNoCompression;  // what is large is sealed
  settings.bottommost_compression = rocksdb::kNoCompression;
  settings.level_compaction_dynamic_level_bytes = true;
  settings.level0_file_num_compaction_trigger = unsorted_files_wanted;
  settings.enable_blob_files = true;
  settings.min_blob_size = blob_bytes_min;
  settings.enable_blob_garbage_collection = true;
  settings.bytes_per_sync = 1024 * 1024;
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
