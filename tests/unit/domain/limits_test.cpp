// Limits set for a project: which of them hold, and what they leave of the plan.
#include "domain/tenancy/limits.hpp"

#include <gtest/gtest.h>

#include <set>

namespace carnet::test {
namespace {

using set_limits = std::vector<limit_amount>;

TEST(limits, a_wish_about_one_leaves_the_others_as_they_are) {
  const set_limits before{{limit::burst, 5}, {limit::bulk_create, 9}};
  const std::vector<limit_wish> wishes{{limit::live_identities, unlimited}, {limit::burst, 6}};
  EXPECT_EQ(with_wishes(before, wishes),
            (set_limits{
                {limit::burst, 6}, {limit::live_identities, unlimited}, {limit::bulk_create, 9}}));
}

TEST(limits, going_back_to_the_plan_leaves_nothing_set) {
  const set_limits before{{limit::burst, 5}};
  EXPECT_TRUE(with_wishes(before, std::vector<limit_wish>{{limit::burst, {}}}).empty());
  EXPECT_EQ(with_wishes(before, std::vector<limit_wish>{{limit::ttl_hours, {}}}), before);
}

TEST(limits, the_last_wish_about_a_limit_counts) {
  const std::vector<limit_wish> wishes{{limit::burst, 5}, {limit::burst, {}}, {limit::burst, 8}};
  EXPECT_EQ(with_wishes({}, wishes), (set_limits{{limit::burst, 8}}));
}

TEST(limits, each_one_replaces_its_own_figure_of_the_plan) {
  plan figures;
  figures.name = "some";
  for (const auto& row : limit_rows) {
    const plan changed = with_limits(figures, set_limits{{row.which, 42}});
    EXPECT_EQ(changed.name, "some");
    for (const auto& other : limit_rows) {
      EXPECT_EQ(changed.*(other.figure), other.which == row.which ? 42u : 0u) << row.name;
    }
  }
}

TEST(limits, rows_are_distinct_and_found_by_name) {
  std::set<limit> seen;
  for (const auto& row : limit_rows) {
    EXPECT_TRUE(seen.insert(row.which).second);
    EXPECT_EQ(limit_from_name(row.name), &row);
    EXPECT_LE(row.least, row.most);
  }
  EXPECT_EQ(limit_from_name("nothing"), nullptr);
}

}  // namespace
}  // namespace carnet::test
