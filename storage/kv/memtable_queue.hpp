// The tables of rows between a state's writer and its files: one that is being written, and
// finished ones that a thread of its own files one by one, oldest first.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <thread>
#include <vector>

#include "domain/failure.hpp"
#include "storage/kv/memtable.hpp"
#include "storage/kv/state_store.hpp"

namespace carnet::storage {

using memtables = std::vector<std::shared_ptr<const memtable>>;  // newest first

// The latest change of a key in any of the tables, or nothing.
std::optional<row_change> find(const memtables& tables, std::string_view key);

class memtable_queue {
 public:
  // Makes rows durable together with the position they lead to.
  using filing = std::function<result<void>(const memtable&, const state_position&)>;

  // A table is finished at `table_bytes`; `at` is the position of the files.
  memtable_queue(std::size_t table_bytes, state_position at, filing file);
  // Files what is left, if it can.
  ~memtable_queue();

  // Guards all below it; held shared for reading.
  std::shared_mutex& lock() const { return lock_; }
  const memtables& tables() const { return tables_; }
  const state_position& at() const { return at_; }
  // How many tables have been filed: the files' rows change with it and with nothing else.
  std::uint64_t filed() const { return filed_; }

  // The table to write to, with the lock held alone; done() ends the write.
  memtable& active() { return *active_; }
  void done(const state_position& at);
  // The active table is finished, whatever its size; an empty one stays.
  void seal();

  // Without the lock: returns once a write may begin, or with the failure for which no table could
  // be filed.
  result<void> wait_for_room();
  // Without the lock: returns once everything written so far is filed.
  result<void> drain();

 private:
  void run(const std::stop_token& stop);
  void file_oldest(std::unique_lock<std::shared_mutex>& held, const std::stop_token& stop);

  const std::size_t table_bytes_;
  const filing file_;
  mutable std::shared_mutex lock_;
  std::condition_variable_any changed_;
  std::shared_ptr<memtable> active_ = std::make_shared<memtable>();
  memtables tables_{active_};
  std::vector<state_position> sealed_at_;  // of the finished tables, newest first
  state_position at_;
  std::uint64_t filed_ = 0;
  std::optional<failure> failed_;  // of the latest attempt to file
  std::jthread thread_;
};

}  // namespace carnet::storage
