// Walks over a tree of identities. Children are never moved or removed, so a walk may be
// interrupted and resumed; what is added behind it is not seen.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::projections {

// All members, each parent before its children and those in the order of their creation. Memory is
// bounded by depth times children.
class lineage_walk {
 public:
  // From the root.
  lineage_walk(const storage::row_reader& rows, identity_id root);

  // What follows behind `last`, which is an identity of the tree.
  static lineage_walk after(const storage::row_reader& rows, const identity_id& last);

  std::optional<identity_id> next();

 private:
  explicit lineage_walk(const storage::row_reader& rows) : rows_(rows) {}
  void descend(const identity_id& parent);

  struct level {
    std::vector<identity_id> children;
    std::size_t at = 0;
  };

  const storage::row_reader& rows_;
  std::optional<identity_id> root_;  // until it was given out
  std::vector<level> levels_;
};

// The living below an identity, level by level from the top. Whoever ends each portion before
// asking for the next one misses nobody: an identity that has ended gets no more children, so a
// level that is looked at has its final members.
class living_below {
 public:
  living_below(const storage::row_reader& rows, identity_id root);

  struct portion {
    std::vector<identity_id> ids;
    bool more = true;  // false: nobody is left
  };

  // At most `most` of one level, after a look at no more than `looks_max` identities: none does not
  // mean that there are none.
  portion next(std::size_t most, unix_us now);

  static constexpr std::size_t looks_max = 10'000;

 private:
  void look_at(const identity_id& parent, unix_us now);

  const storage::row_reader& rows_;
  std::vector<identity_id> level_;   // whose children are looked at
  std::size_t at_ = 0;               // the next of them
  std::vector<identity_id> below_;   // their children so far
  std::vector<identity_id> living_;  // those of below_ that were not given out yet
  std::size_t looks_ = 0;            // of the present call
};

}  // namespace carnet::projections
