// The control partition's deciders: what must exist, what must not, and repeats that change
// nothing.
#include "domain/tenancy/decide.hpp"
#include "domain/tenancy/scope.hpp"
#include "tests/unit/domain/given.hpp"

namespace carnet::test {
namespace {

const tenancy_state free_name{.exists = false, .owner_exists = true};
const tenancy_state taken{.exists = true, .owner_exists = true};
const tenancy_state orphan{.exists = false, .owner_exists = false};
const tenancy_state ended{.exists = true, .owner_exists = true, .ended = true};

template <class Command>
void creates_once(const Command& command) {
  EXPECT_EQ(events_of(decide(free_name, command)).size(), 1u);
  EXPECT_EQ(refusal_of(decide(taken, command)), rejection_code::conflict);
  EXPECT_EQ(refusal_of(decide(orphan, command)), rejection_code::not_found);
}

template <class Command>
void ends_once(const Command& command) {
  EXPECT_EQ(events_of(decide(taken, command)).size(), 1u);
  EXPECT_TRUE(events_of(decide(ended, command)).empty());
  EXPECT_EQ(refusal_of(decide(free_name, command)), rejection_code::not_found);
}

TEST(tenancy, what_is_made_must_be_new_and_belong_somewhere) {
  creates_once(create_organization{});
  creates_once(create_project{});
  creates_once(create_api_key{});
  creates_once(create_admin_token{});
}

TEST(tenancy, what_is_ended_must_exist_and_ends_once) {
  ends_once(revoke_api_key{});
  ends_once(revoke_admin_token{});
  ends_once(change_plan{});
}

TEST(tenancy, facts_are_those_of_the_command) {
  create_project command;
  command.facts.plan = "pro";
  command.facts.partition = 3;
  EXPECT_EQ(only<project_created>(decide(free_name, command)), command.facts);
}

TEST(tenancy, limits_are_set_for_a_project_that_exists) {
  const change_limits command{{}, {{limit::burst, 7}}};
  EXPECT_EQ(refusal_of(decide(project_limits_state{}, command)), rejection_code::not_found);
  const project_limits_state bare{true, {}};
  const auto fact = only<project_limits_changed>(decide(bare, command));
  EXPECT_EQ(fact.limits, (std::vector<limit_amount>{{limit::burst, 7}}));
  EXPECT_TRUE(events_of(decide(project_limits_state{true, fact.limits}, command)).empty());
}

TEST(tenancy, partitions_are_recorded_once_and_never_fewer) {
  const add_partitions command{5};
  EXPECT_EQ(refusal_of(decide(partitions_recorded{}, command)), rejection_code::not_found);
  const auto fact = only<partitions_added>(decide(partitions_recorded{true, 0}, command));
  EXPECT_EQ(fact.events, 5u);
  EXPECT_EQ(only<partitions_added>(decide(partitions_recorded{true, 4}, command)), fact);
  EXPECT_TRUE(events_of(decide(partitions_recorded{true, 5}, command)).empty());
  EXPECT_TRUE(events_of(decide(partitions_recorded{true, 6}, command)).empty());
}

TEST(claim, raises_the_behaviour_only_when_it_is_lower) {
  claim_partition command;
  command.owner = {"node", 7};
  command.apply_version = 2;
  const auto raised = events_of(decide(partition_state{1, true}, command));
  ASSERT_EQ(raised.size(), 2u);
  EXPECT_EQ(std::get<apply_version_raised>(raised[0]).version, 2u);
  EXPECT_EQ(std::get<owner_claimed>(raised[1]), command.owner);
  EXPECT_EQ(only<owner_claimed>(decide(partition_state{2, true}, command)), command.owner);
  EXPECT_EQ(only<owner_claimed>(decide(partition_state{3, true}, command)), command.owner);
}

TEST(claim, founds_the_deployment_once) {
  claim_partition command;
  command.deployment.emplace().master_key_fingerprint = "print";
  const auto first = events_of(decide(partition_state{0, false}, command));
  EXPECT_TRUE(std::holds_alternative<deployment_created>(first.front()));
  for (const event& e : events_of(decide(partition_state{0, true}, command))) {
    EXPECT_FALSE(std::holds_alternative<deployment_created>(e));
  }
}

TEST(scope, names_and_bits_lead_to_each_other) {
  std::uint32_t seen = 0;
  for (const auto& entry : scope_names) {
    EXPECT_EQ(scope_from_name(entry.name), entry.bit);
    EXPECT_EQ(to_name(entry.bit), entry.name);
    EXPECT_FALSE(has_scope(seen, entry.bit));
    seen |= static_cast<std::uint32_t>(entry.bit);
  }
  EXPECT_EQ(seen, all_scopes);
  EXPECT_EQ(scope_from_name("identities:all"), std::nullopt);
  EXPECT_TRUE(has_scope(0, scope::none));
}

}  // namespace
}  // namespace carnet::test
