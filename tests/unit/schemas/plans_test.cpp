// The plans as a program sees them.
#include "schemas/plans.hpp"

#include <gtest/gtest.h>

namespace carnet::schemas {
namespace {

TEST(plans, are_found_by_name_only) {
  for (const auto& one : plans()) EXPECT_EQ(find_plan(one->name), one);
  EXPECT_EQ(find_plan("Enterprise"), nullptr);
  EXPECT_EQ(find_plan(""), nullptr);
}

TEST(plans, grow_from_one_to_the_next) {
  ASSERT_EQ(plans().size(), 7u);
  for (std::size_t n = 1; n < plans().size(); ++n) {
    EXPECT_GE(plans()[n]->requests_per_minute, plans()[n - 1]->requests_per_minute);
    EXPECT_GE(plans()[n]->live_identities, plans()[n - 1]->live_identities);
    EXPECT_GE(plans()[n]->ttl_hours, plans()[n - 1]->ttl_hours);
    EXPECT_GE(plans()[n]->bulk_create, plans()[n - 1]->bulk_create);
  }
}

TEST(plans, the_largest_has_no_limit_on_requests_and_identities) {
  const auto enterprise = find_plan("enterprise");
  ASSERT_NE(enterprise, nullptr);
  EXPECT_EQ(enterprise->requests_per_minute, unlimited);
  EXPECT_EQ(enterprise->live_identities, unlimited);
  EXPECT_EQ(enterprise->bulk_create, 10'000u);
  EXPECT_EQ(find_plan("free")->bulk_create, 0u);
  EXPECT_EQ(find_plan("free")->ttl_max_s(), 24 * seconds_per_hour);
}

}  // namespace
}  // namespace carnet::schemas
