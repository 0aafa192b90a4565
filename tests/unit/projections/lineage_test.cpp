// Walks over trees: the order, resuming behind any member, and what a squash from the top takes.
#include "projections/identity/lineage.hpp"

#include <algorithm>
#include <map>

#include "tests/unit/projections/driven_rows.hpp"

namespace carnet::test {
namespace {

using projections::lineage_walk;
using projections::living_below;
using ids = std::vector<identity_id>;

class lineage : public driven_rows {
 protected:
  // A root with three children, of which the first two have two children each.
  lineage() : root_(provision(1).front()) {
    top_ = provision(3, 3600, root_);
    left_ = provision(2, 3600, top_[0]);
    right_ = provision(2, 3600, top_[1]);
  }

  static ids rest_of(lineage_walk walk) {
    ids all;
    while (auto id = walk.next()) all.push_back(*id);
    return all;
  }

  ids whole() const {
    return {root_, top_[0], left_[0], left_[1], top_[1], right_[0], right_[1], top_[2]};
  }

  void end(const ids& some) { apply(identities_squashed{some, squash_reason::parent_revoked}); }

  const identity_id root_;
  ids top_, left_, right_;
};

TEST_F(lineage, members_come_behind_their_parents) {
  EXPECT_EQ(rest_of(lineage_walk(rows_, root_)), whole());
  EXPECT_EQ(rest_of(lineage_walk(rows_, top_[1])), (ids{top_[1], right_[0], right_[1]}));
}

TEST_F(lineage, a_walk_goes_on_behind_any_member) {
  const ids all = whole();
  for (std::size_t n = 0; n < all.size(); ++n) {
    const ids expected(all.begin() + static_cast<std::ptrdiff_t>(n) + 1, all.end());
    EXPECT_EQ(rest_of(lineage_walk::after(rows_, all[n])), expected) << n;
  }
}

TEST_F(lineage, the_living_come_level_by_level) {
  end({top_[0]});
  living_below below(rows_, root_);
  EXPECT_EQ(below.next(10, now_).ids, (ids{top_[1], top_[2]}));
  end({top_[1], top_[2]});
  const auto deeper = below.next(3, now_);
  EXPECT_EQ(deeper.ids, (ids{left_[0], left_[1], right_[0]}));
  EXPECT_TRUE(deeper.more);
  EXPECT_EQ(below.next(3, now_).ids, (ids{right_[1]}));
  const auto last = below.next(3, now_);
  EXPECT_TRUE(last.ids.empty());
  EXPECT_FALSE(last.more);
}

TEST_F(lineage, a_child_added_before_its_parent_ended_is_not_missed) {
  living_below below(rows_, root_);
  const auto top = below.next(10, now_);
  const auto late = provision(1, 3600, top_[2]).front();
  end(top.ids);
  EXPECT_THAT(below.next(10, now_).ids, testing::Contains(late));
}

TEST_F(lineage, the_dead_are_walked_over_in_bounded_steps) {
  ids dead;
  for (int n = 0; n < 12; ++n) {
    const auto more = provision(900, 3600, provision(1, 3600, root_).front());
    dead.insert(dead.end(), more.begin(), more.end());
  }
  end(dead);
  living_below below(rows_, root_);
  ids found;
  int empty = 0;
  for (auto step = below.next(500, now_); step.more; step = below.next(500, now_)) {
    found.insert(found.end(), step.ids.begin(), step.ids.end());
    if (step.ids.empty()) ++empty;
    if (!step.ids.empty()) end(step.ids);
  }
  EXPECT_EQ(found.size(), 7u + 12u);
  EXPECT_GE(empty, 1);
}

TEST_F(lineage, the_overdue_do_not_live) {
  const auto brief = provision(1, 10, root_).front();
  living_below below(rows_, root_);
  EXPECT_THAT(below.next(10, after(now_, 10)).ids, testing::Not(testing::Contains(brief)));
}

}  // namespace
}  // namespace carnet::test
