// What the state stores of a process share, and RocksDB's options for them. For storage's .cpp
// files and for tests that put a failing disk underneath.
#pragma once

#include <rocksdb/cache.h>
#include <rocksdb/db.h>

#include <memory>

#include "storage/kv/state_store.hpp"

namespace carnet::storage {

class state_resources {
 public:
  state_resources(std::size_t cache_bytes, std::size_t write_buffer_bytes);

  std::shared_ptr<rocksdb::Cache> cache;
  std::size_t memtable_bytes;   // of one table: a state holds at most memtables_max
  rocksdb::Env* env = nullptr;  // null means the real disk
};

inline constexpr std::size_t memtables_max =
    4;  // one that is written, others on their way to files

rocksdb::Options state_settings(const state_resources& resources);

}  // namespace carnet::storage
