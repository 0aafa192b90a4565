// A state store in memory. Writes are atomic but not synced: a crash may take the latest of them
// back, or the whole directory with them, as the port allows.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "storage/kv/state_store.hpp"
#include "tests/simulation/faults.hpp"
#include "tests/support/memory_rows.hpp"

namespace carnet::test {

// What survives the process.
class state_disk {
 public:
  using change = std::pair<std::string, std::optional<std::string>>;

  void write(const std::vector<change>& changes, storage::state_position at);
  // A write of which the process was told that it failed, and which shows at the next start.
  void write_behind(std::vector<change> changes, storage::state_position at);

  // The process has ended: what was behind shows, or some of the latest writes are lost.
  void crash(random_source& chance);

  const memory_rows& rows() const { return rows_; }
  const storage::state_position& at() const { return at_; }

 private:
  struct undo {
    std::vector<change> before;
    storage::state_position at;
  };
  static constexpr std::size_t undone_max = 6;

  memory_rows rows_;
  storage::state_position at_;
  std::deque<undo> history_;
  std::optional<undo> behind_;
};

class simulated_state final : public storage::state_store {
 public:
  simulated_state(state_disk& disk, fault_source& faults) : disk_(disk), faults_(faults) {}

  std::optional<std::string> get(std::string_view key) const override;
  void scan(std::string_view from, std::string_view to,
            const storage::row_visitor& visit) const override;
  void scan_back(std::string_view from, std::string_view to,
                 const storage::row_visitor& visit) const override;

  storage::state_position at() const override { return disk_.at(); }
  result<void> write(const storage::row_changes& changes,
                     const storage::state_position& at) override;
  view snapshot() const override;
  result<storage::state_position> checkpoint(const std::filesystem::path& target) override;
  result<void> flush() override { return {}; }

 private:
  state_disk& disk_;
  fault_source& faults_;
};

}  // namespace carnet::test
