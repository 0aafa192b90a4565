// The fold: what each event does to an identity, whatever state it meets.
#include "tests/unit/domain/given.hpp"

namespace carnet::test {
namespace {

using enum identity_status;

constexpr auto all_statuses = {provisioned, active, extended, squashed, expired};
const unix_us later = after(noon, hour);

identities_provisioned creation() {
  identities_provisioned e;
  e.items.resize(2);
  e.items[0].id = id_of('a');
  e.items[1] = {id_of('b'), "hash", "profile", {"tag"}, hour, after(noon, hour)};
  e.event_budget = 5;
  e.policy.min_confidence_permille = 700;
  return e;
}

TEST(evolve, a_creation_makes_each_of_its_items) {
  const identity state = carnet::provisioned(creation(), 1, {"project"}, noon);
  EXPECT_EQ(state.id, id_of('b'));
  EXPECT_EQ(state.root, id_of('b'));
  EXPECT_EQ(state.project.text, "project");
  EXPECT_EQ(state.status, provisioned);
  EXPECT_EQ(state.created_at, noon);
  EXPECT_EQ(state.original_expiry(), after(noon, hour));
  EXPECT_EQ(state.event_budget, 5u);
  EXPECT_EQ(state.policy.min_confidence_permille, 700);
  EXPECT_EQ(state.sealed_profile, "profile");
  EXPECT_EQ(state.tag_hashes, std::vector<std::string>{"tag"});
  EXPECT_EQ(state.terminal_at, 0);
}

TEST(evolve, a_childs_creation_keeps_the_lineage) {
  auto e = creation();
  e.parent = id_of('p');
  e.root = id_of('r');
  e.depth = 4;
  const identity state = carnet::provisioned(e, 0, {}, noon);
  EXPECT_EQ(state.parent, id_of('p'));
  EXPECT_EQ(state.root, id_of('r'));
  EXPECT_EQ(state.depth, 4);
}

// Every event is defined on every status: what is on the log has happened.
TEST(evolve, is_total) {
  for (const auto from : all_statuses) {
    const auto after_event = [from](const auto& e) {
      identity state = living(from);
      evolve(state, e, later);
      return state;
    };
    EXPECT_EQ(after_event(identity_activated{}).status, active);
    EXPECT_EQ(after_event(identities_outlived{}).status, extended);
    EXPECT_EQ(after_event(identities_squashed{}).status, squashed);
    EXPECT_EQ(after_event(identities_expired{}).status, expired);
    EXPECT_EQ(after_event(identities_squashed{}).terminal_at, later);
    EXPECT_EQ(after_event(identities_expired{}).updated_at, later);
    EXPECT_EQ(after_event(identity_extended{{}, later}).expires_at, later);
    EXPECT_EQ(after_event(identity_extended{}).status, from == provisioned ? active : from);
    EXPECT_EQ(after_event(mail_received{}).mail_count, 1u);
    EXPECT_EQ(after_event(mail_received{}).status, from);
    EXPECT_TRUE(after_event(content_shredded{}).shredded);
  }
}

TEST(evolve, shredding_clears_what_was_sealed) {
  identity state = living(squashed);
  state.sealed_profile = "sealed";
  evolve(state, content_shredded{}, later);
  EXPECT_TRUE(state.sealed_profile.empty());
}

}  // namespace
}  // namespace carnet::test
