// RocksDB's options for a log: every byte written once to the write-ahead log and once to its final
// place. For the .cpp files of this folder only; the reasons are in docs/adr/.
#pragma once

#include <rocksdb/db.h>

#include <vector>

#include "storage/log/embedded_log.hpp"

namespace carnet::storage {

rocksdb::DBOptions log_database_settings(const embedded_log_options& options);

// The column families meta, records and keys, in this order.
std::vector<rocksdb::ColumnFamilyDescriptor> log_families(const embedded_log_options& options);

}  // namespace carnet::storage
