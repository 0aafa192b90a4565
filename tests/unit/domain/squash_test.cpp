// The ways an identity ends by request, and how its content goes.
#include "tests/unit/domain/given.hpp"

namespace carnet::test {
namespace {

using enum identity_status;

TEST(squash, ends_every_live_identity_once) {
  for (const auto status : {provisioned, active, extended}) {
    const auto fact = only<identities_squashed>(
        decide(std::optional(living(status)), squash_identity{id_of('a')}, at(noon)));
    EXPECT_EQ(fact.identities, std::vector{id_of('a')});
    EXPECT_EQ(fact.reason, squash_reason::request);
  }
}

TEST(squash, is_refused_to_what_has_ended) {
  const auto answer = [](std::optional<identity> state) {
    return refusal_of(decide(state, squash_identity{id_of('a')}, at(noon)));
  };
  EXPECT_EQ(answer(std::nullopt), rejection_code::identity_not_found);
  EXPECT_EQ(answer(living(squashed)), rejection_code::identity_already_squashed);
  EXPECT_EQ(answer(living(expired)), rejection_code::identity_expired);
  identity overdue = living();
  overdue.expires_at = noon;
  EXPECT_EQ(answer(overdue), rejection_code::identity_expired);
}

TEST(revoke_children, squashes_the_live_descendants_even_of_an_ended_parent) {
  const std::vector<identity_id> live{id_of('b'), id_of('c')};
  for (const auto status : {active, squashed, expired}) {
    const auto fact = only<identities_squashed>(
        decide({living(status), live}, revoke_children{id_of('a')}, at(noon)));
    EXPECT_EQ(fact.identities, live);
    EXPECT_EQ(fact.reason, squash_reason::parent_revoked);
  }
}

TEST(revoke_children, without_live_descendants_changes_nothing) {
  EXPECT_TRUE(events_of(decide({living(), {}}, revoke_children{id_of('a')}, at(noon))).empty());
}

TEST(revoke_children, of_nobody_is_not_found) {
  EXPECT_EQ(refusal_of(decide(descendants_state{}, revoke_children{id_of('a')}, at(noon))),
            rejection_code::identity_not_found);
}

TEST(revoke_children, of_a_large_lineage_is_left_to_steps) {
  const descendants_state large{living(), {id_of('b')}, false};
  EXPECT_EQ(refusal_of(decide(large, revoke_children{id_of('a')}, at(noon))),
            rejection_code::too_many);
}

TEST(revocation, its_end_is_a_fact_of_its_own) {
  const finish_revocation command{id_of('a'), 1200};
  const auto fact =
      only<descendants_revoked>(decide(std::optional(living(expired)), command, at(noon)));
  EXPECT_EQ(fact, (descendants_revoked{id_of('a'), 1200}));
  EXPECT_EQ(refusal_of(decide(std::optional<identity>(), command, at(noon))),
            rejection_code::identity_not_found);
}

TEST(squash_chosen, squashes_what_lives_and_needs_the_feature_in_bulk) {
  const chosen_state state{{id_of('b')}};
  const squash_chosen bulk{}, step{{}, squash_reason::parent_revoked};
  EXPECT_EQ(only<identities_squashed>(decide(state, bulk, at(noon))).reason, squash_reason::bulk);
  EXPECT_TRUE(events_of(decide(chosen_state{}, bulk, at(noon))).empty());
  plan none = generous();
  none.bulk_squash = 0;
  EXPECT_EQ(refusal_of(decide(state, bulk, at(noon, none))), rejection_code::feature_disabled);
  EXPECT_EQ(only<identities_squashed>(decide(state, step, at(noon, none))).reason,
            squash_reason::parent_revoked);
}

TEST(shred, waits_for_the_retention_after_the_end) {
  const identity state = living(squashed);
  const shred_content command{state.id, 10 * hour};
  const auto early = after(noon, 10 * hour) - 1;
  EXPECT_TRUE(events_of(decide(std::optional(state), command, at(early))).empty());
  const auto fact =
      only<content_shredded>(decide(std::optional(state), command, at(after(noon, 10 * hour))));
  EXPECT_EQ(fact.identity, state.id);
}

TEST(shred, leaves_the_living_and_the_shredded_alone) {
  const auto later = after(noon, 10'000 * hour);
  identity gone = living(squashed);
  gone.shredded = true;
  const shred_content command{gone.id, hour};
  EXPECT_TRUE(events_of(decide(std::optional(gone), command, at(later))).empty());
  EXPECT_TRUE(events_of(decide(std::optional(living()), command, at(later))).empty());
  EXPECT_EQ(refusal_of(decide(std::optional<identity>(), command, at(later))),
            rejection_code::identity_not_found);
}

}  // namespace
}  // namespace carnet::test
