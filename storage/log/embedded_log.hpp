// The log on RocksDB in one directory: all partitions and the wrapped data keys in one instance, so
// that the syncs of all writers coalesce and records are committed with their keys. The default;
// needs no broker.
//
// A write whose sync fails is `unknown`; from then on every append answers `unknown` and acquire()
// fails: what the disk holds can only be learnt by a new process, so the owner of this object ends
// its own.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "domain/failure.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/key_table.hpp"
#include "storage/log/log_import.hpp"
#include "storage/log/position.hpp"

namespace rocksdb {
class Env;
}

namespace carnet::storage {

// What to do at opening when records that had been acknowledged are missing from the end of a
// partition.
enum class lost_tail {
  report,  // go on with what is left, and list the loss in log_recovery
  refuse,  // `corrupt`; nothing is changed
};

struct embedded_log_options {
  partition_id partitions =
      1;  // control included; an existing log keeps its number if it is higher
  lost_tail on_lost_tail = lost_tail::report;
  // To look at a log that must be there: of its files none but OWNER is changed, so that the next
  // opening finds the same. Writes fail.
  bool read_only = false;
  std::size_t write_buffer_bytes = 32 * 1024 * 1024;
  std::size_t cache_bytes = 32 * 1024 * 1024;
  rocksdb::Env* env = nullptr;  // tests put a failing disk here; null means the real one
};

// Acknowledged records that are gone from the end of a partition.
struct lost_records {
  partition_id partition = 0;
  record_sequence first = 0;
  record_sequence last = 0;
};

// What opening found out; to be logged and shown, never ignored.
struct log_recovery {
  std::vector<std::string>
      torn_tails;  // incomplete, unacknowledged writes that were dropped; no loss
  std::vector<lost_records> lost;
};

class embedded_log_set : public log_set, public key_table, public log_import {
 public:
  virtual const log_recovery& recovery() const = 0;

  // An online copy by hard links, log and keys at one point; `target` must not exist. Opens as a
  // log.
  virtual result<void> checkpoint(const std::filesystem::path& target) = 0;
};

// Opens or creates; `not_found` for one to be read that was never founded. `locked` when another
// process (or another opening in this one) holds the directory; `corrupt` when acknowledged records
// are damaged, with the place; `unsupported` for a newer format.
result<std::unique_ptr<embedded_log_set>> open_embedded_log(const std::filesystem::path& directory,
                                                            const embedded_log_options& options);

}  // namespace carnet::storage
