// RocksDB's status as a failure of this project. For the .cpp files of storage only.
#pragma once

#include <rocksdb/status.h>

#include <string>

#include "domain/failure.hpp"

namespace carnet::storage {

// The class of a status that is not ok, with what was being done and RocksDB's own words.
failure to_failure(const rocksdb::Status& status, const std::string& doing);

// Nothing, or that failure.
result<void> checked(const rocksdb::Status& status, const std::string& doing);

}  // namespace carnet::storage
