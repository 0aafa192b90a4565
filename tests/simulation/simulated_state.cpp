#include "tests/simulation/simulated_state.hpp"

namespace carnet::test {

void state_disk::write(const std::vector<change>& changes, storage::state_position at) {
  undo step{{}, at_};
  for (const auto& [key, value] : changes) {
    step.before.emplace_back(key, rows_.get(key));
    value ? rows_.put(key, *value) : rows_.erase(key);
  }
  at_ = std::move(at);
  behind_.reset();
  history_.push_back(std::move(step));
  if (history_.size() > undone_max) history_.pop_front();
}

void state_disk::write_behind(std::vector<change> changes, storage::state_position at) {
  behind_ = undo{std::move(changes), std::move(at)};
}

void state_disk::crash(random_source& chance) {
  if (behind_) {
    const undo behind = std::move(*behind_);
    write(behind.before, behind.at);
  } else if (chance.chance(50)) {
    rows_.clear();
    at_ = {};
  } else if (chance.chance(400)) {
    for (auto steps = 1 + chance.below(undone_max); steps > 0 && !history_.empty(); --steps) {
      const undo& last = history_.back();
      for (auto row = last.before.rbegin(); row != last.before.rend(); ++row) {
        row->second ? rows_.put(row->first, *row->second) : rows_.erase(row->first);
      }
      at_ = last.at;
      history_.pop_back();
    }
  }
  history_.clear();
}

std::optional<std::string> simulated_state::get(std::string_view key) const {
  return disk_.rows().get(key);
}

void simulated_state::scan(std::string_view from, std::string_view to,
                           const storage::row_visitor& visit) const {
  disk_.rows().scan(from, to, visit);
}

void simulated_state::scan_back(std::string_view from, std::string_view to,
                                const storage::row_visitor& visit) const {
  disk_.rows().scan_back(from, to, visit);
}

result<void> simulated_state::write(const storage::row_changes& changes,
                                    const storage::state_position& at) {
  if (at.sequence <= disk_.at().sequence) throw broken_promise{"the state goes back"};
  if (at.record_hash.size() != 32) throw broken_promise{"a position without its record's hash"};
  std::vector<state_disk::change> wanted;
  changes.each([&wanted](std::string_view key, std::optional<std::string_view> value) {
    wanted.emplace_back(key, value ? std::optional<std::string>(*value) : std::nullopt);
  });
  switch (faults_.next_write()) {
    case fault::none:
      disk_.write(wanted, at);
      return {};
    case fault::fails_unpersisted:
      return fail(failure_code::io, "the state was not written");
    case fault::fails_persisted:
      if (faults_.chance().chance(500)) {
        disk_.write(wanted, at);
      } else {
        disk_.write_behind(std::move(wanted), at);
      }
      return fail(failure_code::io, "the state may have been written");
    case fault::crashes_unpersisted:
      throw simulated_crash{};
    case fault::crashes_persisted:
      disk_.write(wanted, at);
      throw simulated_crash{};
  }
  return {};
}

storage::state_store::view simulated_state::snapshot() const {
  return {std::make_shared<const memory_rows>(disk_.rows()), disk_.at()};
}

result<storage::state_position> simulated_state::checkpoint(const std::filesystem::path&) {
  return fail(failure_code::unsupported, "rows in memory have no files");
}

}  // namespace carnet::test
