// Takes a finished memtable into a state database, as one file, all or nothing and durable.
#pragma once

#include <rocksdb/db.h>

#include <filesystem>

#include "domain/failure.hpp"
#include "storage/kv/memtable.hpp"
#include "storage/kv/state_store.hpp"

namespace carnet::storage {

// `at` is the position the rows lead to. `path` is a place beside the database for the file while
// it is written. storage_full or io otherwise.
result<void> ingest(rocksdb::DB& db, const memtable& rows, const state_position& at,
                    const std::filesystem::path& path);

}  // namespace carnet::storage
