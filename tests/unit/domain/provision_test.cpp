// Creation: what a plan and a lineage allow, at each limit and one over it.
#include "tests/unit/domain/given.hpp"

namespace carnet::test {
namespace {

provision_identities of(std::size_t count, duration_s ttl_s = hour) {
  provision_identities command;
  for (std::size_t n = 0; n < count; ++n) {
    provision_identities::item item;
    item.id = id_of(static_cast<char>('a' + n % 26));
    item.id.text[0] = static_cast<char>('a' + n / 26 % 26);
    item.address_hash = "hash of " + item.id.text;
    item.ttl_s = ttl_s;
    command.items.push_back(item);
  }
  return command;
}

provision_identities child_of(const identity& parent, duration_s ttl_s = hour,
                              std::size_t count = 1) {
  auto command = of(count, ttl_s);
  command.parent = parent.id;
  return command;
}

provision_state under(identity parent) { return {.parent = std::move(parent)}; }

struct refused_case {
  const char* name;
  provision_state state;
  provision_identities command;
  plan limits;
  std::optional<rejection_code> expected;
};

class provision_table : public testing::TestWithParam<refused_case> {};

TEST_P(provision_table, gives_the_named_answer) {
  const refused_case& c = GetParam();
  EXPECT_EQ(refusal_of(decide(c.state, c.command, at(noon, c.limits))), c.expected);
}

std::vector<refused_case> cases() {
  using enum rejection_code;
  plan ten = generous();
  ten.live_identities = 10;
  plan none = generous();
  none.bulk_create = 0;
  plan five = generous();
  five.bulk_create = 5;
  plan day = generous();
  day.ttl_hours = 24;
  auto bulk = [](std::size_t count) {
    auto command = of(count);
    command.bulk = true;
    return command;
  };
  identity deep = living();
  deep.depth = lineage_depth_max - 1;
  identity deepest = living();
  deepest.depth = lineage_depth_max;
  identity full = living();
  full.child_count = children_max;
  identity nearly = living();
  nearly.child_count = children_max - 1;
  identity overdue = living();
  overdue.expires_at = noon;
  return {
      {"the_last_free_place", {.live = 9}, of(1), ten, {}},
      {"one_over_the_live_limit", {.live = 10}, of(1), ten, quota_exceeded},
      {"bulk_up_to_the_live_limit", {.live = 5}, bulk(5), ten, {}},
      {"bulk_over_the_live_limit", {.live = 6}, bulk(5), ten, quota_exceeded},
      {"no_limit_on_live_identities", {.live = 1'000'000}, of(1), generous(), {}},
      {"bulk_without_the_feature", {}, bulk(1), none, feature_disabled},
      {"single_without_the_bulk_feature", {}, of(1), none, {}},
      {"bulk_at_its_limit", {}, bulk(5), five, {}},
      {"bulk_over_its_limit", {}, bulk(6), five, quota_exceeded},
      {"longest_lifetime", {}, of(1, 24 * hour), day, {}},
      {"lifetime_over_the_plan", {}, of(1, 24 * hour + 1), day, quota_exceeded},
      {"id_is_taken", {.taken = true}, of(1), generous(), conflict},
      {"child_of_nobody", {}, child_of(living()), generous(), identity_not_found},
      {"child_of_the_living", under(living()), child_of(living()), generous(), {}},
      {"child_of_the_squashed", under(living(identity_status::squashed)), child_of(living()),
       generous(), identity_already_squashed},
      {"child_of_the_expired", under(living(identity_status::expired)), child_of(living()),
       generous(), identity_expired},
      {"child_of_one_past_its_deadline", under(overdue), child_of(overdue), generous(),
       identity_expired},
      {"child_at_the_deepest_level", under(deep), child_of(deep), generous(), {}},
      {"child_below_the_deepest_level", under(deepest), child_of(deepest), generous(),
       quota_exceeded},
      {"the_last_child", under(nearly), child_of(nearly), generous(), {}},
      {"one_child_too_many", under(full), child_of(full), generous(), quota_exceeded},
      {"two_children_for_one_place", under(nearly), child_of(nearly, hour, 2), generous(),
       quota_exceeded},
  };
}

INSTANTIATE_TEST_SUITE_P(provision, provision_table, testing::ValuesIn(cases()),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(provision, gives_one_event_for_all_identities_of_a_request) {
  auto command = of(3, 2 * hour);
  command.bulk = true;
  command.items[1].tag_hashes = {"0123456789abcdef"};
  command.event_budget = 4;
  command.policy.allow_webhooks = false;
  const auto fact = only<identities_provisioned>(decide(provision_state{}, command, at(noon)));
  ASSERT_EQ(fact.items.size(), 3u);
  EXPECT_EQ(fact.items[1].id, command.items[1].id);
  EXPECT_EQ(fact.items[1].tag_hashes, command.items[1].tag_hashes);
  EXPECT_EQ(fact.items[2].expires_at, after(noon, 2 * hour));
  EXPECT_EQ(fact.event_budget, 4u);
  EXPECT_FALSE(fact.policy.allow_webhooks);
  EXPECT_TRUE(fact.parent.empty());
  EXPECT_TRUE(fact.root.empty());
}

TEST(provision, nothing_wanted_gives_no_event) {
  EXPECT_TRUE(events_of(decide(provision_state{}, of(0), at(noon))).empty());
}

TEST(provision, an_id_drawn_twice_in_one_request_is_a_conflict) {
  auto command = of(2);
  command.items[1].id = command.items[0].id;
  EXPECT_EQ(refusal_of(decide(provision_state{}, command, at(noon))), rejection_code::conflict);
}

TEST(provision, an_address_drawn_twice_in_one_request_is_a_conflict) {
  auto command = of(2);
  command.items[1].address_hash = command.items[0].address_hash;
  EXPECT_EQ(refusal_of(decide(provision_state{}, command, at(noon))), rejection_code::conflict);
}

TEST(provision, a_child_stands_below_its_parent_in_the_same_lineage) {
  identity parent = living();
  parent.root = id_of('r');
  parent.depth = 2;
  const auto fact = only<identities_provisioned>(decide(under(parent), child_of(parent), at(noon)));
  EXPECT_EQ(fact.parent, parent.id);
  EXPECT_EQ(fact.root, parent.root);
  EXPECT_EQ(fact.depth, 3);
}

TEST(provision, a_child_lives_no_longer_than_its_parent) {
  const identity parent = living();
  const auto now = after(noon, 20 * hour);
  const auto longer =
      only<identities_provisioned>(decide(under(parent), child_of(parent, 24 * hour), at(now)));
  EXPECT_EQ(longer.items[0].expires_at, parent.expires_at);
  EXPECT_EQ(longer.items[0].ttl_s, 24 * hour);
  const auto shorter =
      only<identities_provisioned>(decide(under(parent), child_of(parent, 2 * hour), at(now)));
  EXPECT_EQ(shorter.items[0].expires_at, after(now, 2 * hour));
}

TEST(provision, a_child_without_a_lifetime_takes_its_parents) {
  const identity parent = living();
  const auto fact =
      only<identities_provisioned>(decide(under(parent), child_of(parent, 0), at(noon)));
  EXPECT_EQ(fact.items[0].ttl_s, parent.ttl_s);
}

}  // namespace
}  // namespace carnet::test
