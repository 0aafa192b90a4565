// What the state stores of a process share, and RocksDB's options for them. For storage's .cpp
// files and for tests that put a failing disk underneath.
#pragma once

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/write_buffer_manager.h>

#include <memory>

#include "storage/kv/state_store.hpp"

namespace carnet::storage {

class state_resources {
 public:
  state_resources(std::size_t cache_bytes, std::size_t write_buffer_bytes);

  std::shared_ptr<rocksdb::Cache> cache;
  std::shared_ptr<rocksdb::WriteBufferManager> write_buffers;
  rocksdb::Env* env = nullptr;  // null means the real disk
};

rocksdb::Options state_settings(const state_resources& resources);

}  // namespace carnet::storage
