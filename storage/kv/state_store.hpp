// The state of one partition: rows, and the position they stand for, always written together. What
// was written last lies in memory and goes to RocksDB in whole files, each with the position it
// stands for.
//
// The log is synced, the state is behind it: after a crash it is that of an earlier position and
// catches up from the log; a state that is lost, torn or ahead of the log is rebuilt (ADR 0012). A
// read error of the database ends the process: the log recovers it at the next start.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/kv/rows.hpp"
#include "storage/log/position.hpp"

namespace carnet::storage {

// What a state directory stands for: everything up to and including `sequence`, whose record hashes
// to `record_hash` (SHA-256, 32 bytes; empty at sequence 0).
struct state_position {
  record_sequence sequence = 0;
  std::string record_hash;
  bool operator==(const state_position&) const = default;
};

// What the state stores of a process share: a block cache of `cache_bytes`, and how much of what it
// wrote last each store may hold in memory, `write_buffer_bytes`.
class state_resources;
std::shared_ptr<state_resources> make_state_resources(std::size_t cache_bytes,
                                                      std::size_t write_buffer_bytes);

// Rows to be written at once; a later change of a key replaces an earlier one.
class row_changes {
 public:
  virtual ~row_changes() = default;
  // Calls visit(key, value or nullopt for an erased row), in any order.
  virtual void each(const std::function<void(std::string_view, std::optional<std::string_view>)>&
                        visit) const = 0;
};

class state_store : public row_reader {
 public:
  // Opens or creates the directory; `corrupt` when it can not be read (the caller discards and
  // rebuilds), `locked` when another process holds it.
  static result<std::unique_ptr<state_store>> open(const std::filesystem::path& directory,
                                                   std::shared_ptr<state_resources> resources);

  virtual state_position at() const = 0;

  // One atomic write of rows and position, readable at once. One caller at a time. Waits while
  // memory is full of rows that are on their way to files; storage_full or io when they can not be
  // written, and nothing is changed then.
  virtual result<void> write(const row_changes& changes, const state_position& at) = 0;

  // A consistent view that later writes do not change, with the position it stands for.
  struct view {
    std::shared_ptr<const row_reader> rows;
    state_position at;
  };
  virtual view snapshot() const = 0;

  // An online hard-link copy (backup); the directory must not exist.
  virtual result<state_position> checkpoint(const std::filesystem::path& target) = 0;

  // Everything written so far is in files.
  virtual result<void> flush() = 0;
};

}  // namespace carnet::storage
