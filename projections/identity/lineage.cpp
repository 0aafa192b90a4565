#include "projections/identity/lineage.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/identity/commands.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::projections {
namespace {

identity state_of(const storage::row_reader& rows, const identity_id& id) {
  auto row = load_row<identity_row>(rows, storage::keys::identity(id));
  check(row.has_value(), "a lineage names identities that exist");
  return std::move(row->state);
}

}  // namespace

lineage_walk::lineage_walk(const storage::row_reader& rows, identity_id root)
    : rows_(rows), root_(std::move(root)) {}

lineage_walk lineage_walk::after(const storage::row_reader& rows, const identity_id& last) {
  lineage_walk walk(rows);
  walk.descend(last);
  for (identity_id at = last;;) {
    identity_id parent = state_of(rows, at).parent;
    if (parent.empty()) break;
    walk.descend(parent);
    level& siblings = walk.levels_.back();
    const auto here = std::ranges::find(siblings.children, at);
    siblings.at = static_cast<std::size_t>(here - siblings.children.begin()) + 1;
    at = std::move(parent);
  }
  std::ranges::reverse(walk.levels_);
  return walk;
}

void lineage_walk::descend(const identity_id& parent) {
  levels_.push_back({children_of(rows_, parent, children_max), 0});
}

std::optional<identity_id> lineage_walk::next() {
  if (root_) {
    auto first = *std::exchange(root_, std::nullopt);
    descend(first);
    return first;
  }
  while (!levels_.empty() && levels_.back().at >= levels_.back().children.size()) {
    levels_.pop_back();
  }
  if (levels_.empty()) return std::nullopt;
  level& here = levels_.back();
  identity_id id = here.children[here.at++];
  descend(id);
  return id;
}

living_below::living_below(const storage::row_reader& rows, identity_id root)
    : rows_(rows), level_{std::move(root)} {}

void living_below::look_at(const identity_id& parent, unix_us now) {
  for (identity_id& child : children_of(rows_, parent, children_max)) {
    ++looks_;
    if (is_live(status_at(state_of(rows_, child), now))) living_.push_back(child);
    below_.push_back(std::move(child));
  }
}

living_below::portion living_below::next(std::size_t most, unix_us now) {
  looks_ = 0;
  for (;;) {
    while (at_ < level_.size() && living_.size() < most && looks_ < looks_max) {
      ++looks_;
      look_at(level_[at_++], now);
    }
    if (!living_.empty() || looks_ >= looks_max) break;
    if (at_ < level_.size()) continue;
    if (below_.empty()) return {{}, false};
    level_ = std::exchange(below_, {});
    at_ = 0;
  }
  portion out;
  const auto count = std::min(most, living_.size());
  const auto end = living_.begin() + static_cast<std::ptrdiff_t>(count);
  out.ids.assign(std::make_move_iterator(living_.begin()), std::make_move_iterator(end));
  living_.erase(living_.begin(), end);
  return out;
}

}  // namespace carnet::projections
