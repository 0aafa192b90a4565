// Extension, deadlines and the status that readers see.
#include "tests/unit/domain/given.hpp"

namespace carnet::test {
namespace {

using enum identity_status;

TEST(extend, moves_the_deadline_of_every_live_identity) {
  for (const auto status : {provisioned, active, extended}) {
    const identity state = living(status);
    const auto fact = only<identity_extended>(
        decide({state, std::nullopt}, extend_identity{state.id, hour}, at(noon)));
    EXPECT_EQ(fact.identity, state.id);
    EXPECT_EQ(fact.expires_at, after(state.expires_at, hour));
  }
}

TEST(extend, is_refused_to_what_has_ended) {
  const auto answer = [](std::optional<identity> state, unix_us now) {
    return refusal_of(decide({state, std::nullopt}, extend_identity{id_of('a'), hour}, at(now)));
  };
  EXPECT_EQ(answer(std::nullopt, noon), rejection_code::identity_not_found);
  EXPECT_EQ(answer(living(squashed), noon), rejection_code::identity_already_squashed);
  EXPECT_EQ(answer(living(expired), noon), rejection_code::identity_expired);
  EXPECT_EQ(answer(living(), after(noon, 24 * hour) - 1), std::nullopt);
  EXPECT_EQ(answer(living(), after(noon, 24 * hour)), rejection_code::identity_expired);
}

TEST(extend, stops_at_the_plans_longest_lifetime) {
  plan limits = generous();
  limits.ttl_hours = 48;
  const identity state = living();
  const auto by = [&](duration_s seconds) {
    return refusal_of(
        decide({state, std::nullopt}, extend_identity{state.id, seconds}, at(noon, limits)));
  };
  EXPECT_EQ(by(24 * hour), std::nullopt);
  EXPECT_EQ(by(24 * hour + 1), rejection_code::quota_exceeded);
}

TEST(extend, a_child_is_clamped_to_its_parents_deadline) {
  identity child = living();
  child.expires_at = after(noon, hour);
  const identity parent = living();
  const auto to = [&](duration_s seconds) {
    return only<identity_extended>(
               decide({child, parent}, extend_identity{child.id, seconds}, at(noon)))
        .expires_at;
  };
  EXPECT_EQ(to(hour), after(noon, 2 * hour));
  EXPECT_EQ(to(100 * hour), parent.expires_at);
}

TEST(extend, a_child_that_outlives_its_parent_keeps_its_deadline) {
  const identity child = living();
  identity parent = living(squashed);
  parent.expires_at = after(noon, hour);
  const auto fact =
      only<identity_extended>(decide({child, parent}, extend_identity{child.id, hour}, at(noon)));
  EXPECT_EQ(fact.expires_at, child.expires_at);
}

struct seen {
  identity_status stored;
  duration_s expires_in_h;
  duration_s passed_h;
  identity_status read;
};

TEST(status, reads_as_time_passes) {
  const seen table[] = {
      {provisioned, 24, 23, provisioned}, {provisioned, 24, 24, expired},
      {active, 24, 23, active},           {active, 48, 23, active},
      {active, 48, 24, extended},         {active, 48, 47, extended},
      {active, 48, 48, expired},          {extended, 48, 30, extended},
      {extended, 48, 48, expired},        {squashed, 24, 1, squashed},
      {squashed, 24, 99, squashed},       {expired, 24, 99, expired},
  };
  for (const seen& row : table) {
    identity state = living(row.stored);
    state.expires_at = after(noon, row.expires_in_h * hour);
    EXPECT_EQ(to_name(status_at(state, after(noon, row.passed_h * hour))), to_name(row.read))
        << to_name(row.stored) << " after " << row.passed_h << " h";
  }
}

TEST(pass_deadlines, ends_and_ages_exactly_those_that_are_due) {
  identity young = living(active), old = living(active), outlived = living(active);
  young.id = id_of('b');
  young.expires_at = after(noon, 30 * hour);
  young.created_at = after(noon, hour);
  outlived.id = id_of('c');
  outlived.expires_at = after(noon, 48 * hour);
  const auto now = after(noon, 24 * hour);
  const auto events =
      events_of(decide(std::vector<identity>{young, old, outlived}, pass_deadlines{}, at(now)));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(std::get<identities_outlived>(events[0]).identities, std::vector{outlived.id});
  EXPECT_EQ(std::get<identities_expired>(events[1]).identities, std::vector{old.id});
}

TEST(pass_deadlines, leaves_the_ended_and_the_aged_alone) {
  const auto now = after(noon, 30 * hour);
  const std::vector<identity> state{living(squashed), living(expired), living(extended)};
  EXPECT_TRUE(events_of(decide(state, pass_deadlines{}, at(now))).empty());
}

}  // namespace
}  // namespace carnet::test
