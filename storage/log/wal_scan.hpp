// Reads RocksDB's write-ahead logs before RocksDB does, to tell two things apart that it does not:
// the torn end of a write that was never acknowledged, which is no loss, and damage in front of
// acknowledged writes.
//
// It relies on the log's use of the WAL: every write is synced before the next one is started,
// files are not recycled, so only the very last write can be incomplete, and sequence numbers have
// no gaps.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "domain/failure.hpp"

namespace rocksdb {
class Env;
}

namespace carnet::storage {

struct wal_findings {
  // "file X offset N": incomplete writes at the end that recovery drops.
  std::vector<std::string> torn_tails;
  // The highest sequence number (RocksDB's, not a record's) in any whole write; recovery must reach
  // it.
  std::uint64_t highest = 0;
};

// Scans all WAL files of a directory; `corrupt`, naming file and offset, when a damaged stretch is
// followed by a write that can only have been made after it.
result<wal_findings> scan_wals(rocksdb::Env& env, const std::filesystem::path& directory);

}  // namespace carnet::storage
