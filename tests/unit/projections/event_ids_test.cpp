// Event ids: derived, distinct, and as they were when the first record was written.
#include "projections/event_ids.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/random_source.hpp"

namespace carnet::projections {
namespace {

TEST(event_ids, are_a_function_of_seed_and_place) {
  const std::string seed(16, '\x01');
  EXPECT_EQ(event_id_of(seed, 0), event_id_of(seed, 0));
  EXPECT_EQ(event_id_of(seed, 0).text.size(), event_tag::width);
  EXPECT_EQ(event_id_of(seed, 0).text, "wmgp45mtdslderk");
}

TEST(event_ids, do_not_meet) {
  std::set<std::string> seen;
  test::random_source chance(1);
  for (int n = 0; n < 500; ++n) {
    const std::string seed = chance.bytes(16);
    for (std::size_t place = 0; place < 6; ++place) {
      EXPECT_TRUE(seen.insert(event_id_of(seed, place).text).second);
    }
  }
}

TEST(event_ids, members_of_a_fact_are_distinct_and_lead_back_to_it) {
  const event_id fact = event_id_of(std::string(16, 'x'), 0);
  EXPECT_EQ(member_event_id(fact, 0, 1), fact);
  std::set<std::string> seen;
  for (std::size_t n = 0; n < 10'000; ++n) {
    const event_id member = member_event_id(fact, n, 10'000);
    EXPECT_TRUE(seen.insert(member.text).second);
    EXPECT_EQ(fact_of(member), fact);
  }
}

}  // namespace
}  // namespace carnet::projections
