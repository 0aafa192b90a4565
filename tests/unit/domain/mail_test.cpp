// Mail on its way in, its extraction, and who may read what is redacted.
#include "tests/unit/domain/given.hpp"

namespace carnet::test {
namespace {

using enum identity_status;

receive_mail mail() { return {id_of('a'), 1000, "summary", "raw"}; }

decision received(const identity& state, unix_us now = noon) {
  return decide(std::optional(state), mail(), at(now));
}

TEST(receive_mail, is_taken_by_live_identities_only) {
  for (const auto status : {active, extended}) {
    const auto fact = only<mail_received>(received(living(status)));
    EXPECT_EQ(fact, (mail_received{id_of('a'), 1000, "summary", "raw"}));
  }
  EXPECT_EQ(refusal_of(received(living(squashed))), rejection_code::mailbox_unavailable);
  EXPECT_EQ(refusal_of(received(living(expired))), rejection_code::mailbox_unavailable);
  EXPECT_EQ(refusal_of(received(living(), after(noon, 24 * hour))),
            rejection_code::mailbox_unavailable);
  EXPECT_EQ(refusal_of(decide(std::optional<identity>(), mail(), at(noon))),
            rejection_code::mailbox_unavailable);
}

TEST(receive_mail, the_first_one_activates) {
  const auto events = events_of(received(living()));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<mail_received>(events[0]));
  EXPECT_EQ(std::get<identity_activated>(events[1]).identity, id_of('a'));
}

TEST(receive_mail, the_one_that_uses_up_the_budget_is_kept_and_ends_the_identity) {
  identity state = living(active);
  state.event_budget = 3;
  state.mail_count = 1;
  EXPECT_EQ(events_of(received(state)).size(), 1u);
  state.mail_count = 2;
  const auto events = events_of(received(state));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(std::get<identities_squashed>(events[1]).reason, squash_reason::event_budget);
  state.mail_count = 3;
  EXPECT_EQ(refusal_of(received(state)), rejection_code::mailbox_unavailable);
}

TEST(receive_mail, a_budget_of_one_takes_the_first_message_through_its_whole_life) {
  identity state = living();
  state.event_budget = 1;
  const auto events = events_of(received(state));
  ASSERT_EQ(events.size(), 3u);
  EXPECT_TRUE(std::holds_alternative<identity_activated>(events[1]));
  EXPECT_TRUE(std::holds_alternative<identities_squashed>(events[2]));
}

TEST(record_extraction, gives_what_was_found_or_that_there_was_nothing) {
  record_extraction command{mail_id(), id_of('a'), 1, "sealed", 930, "1.0", "model"};
  const auto found = only<extraction_completed>(decide(extraction_state{true}, command, at(noon)));
  EXPECT_EQ(found, (extraction_completed{mail_id(), id_of('a'), 1, "sealed", 930, "1.0", "model"}));
  command.type = 0;
  const auto none = only<extraction_none>(decide(extraction_state{true}, command, at(noon)));
  EXPECT_EQ(none, (extraction_none{mail_id(), id_of('a'), "1.0"}));
}

TEST(record_extraction, a_repeat_changes_nothing) {
  const record_extraction command{mail_id(), id_of('a'), 1, "other", 100, "2.0", ""};
  EXPECT_TRUE(events_of(decide(extraction_state{false}, command, at(noon))).empty());
}

TEST(read_secret, leaves_a_trace_each_time) {
  for (const auto part : {secret_part::value, secret_part::raw}) {
    const auto fact = only<secret_read>(
        decide(secret_state{true, true}, read_secret{mail_id(), id_of('a'), part}, at(noon)));
    EXPECT_EQ(fact, (secret_read{mail_id(), id_of('a'), part}));
  }
}

TEST(read_secret, is_not_found_when_missing_or_shredded) {
  const read_secret command{mail_id(), id_of('a'), secret_part::value};
  for (const auto& state : {secret_state{false, false}, secret_state{true, false}}) {
    EXPECT_EQ(refusal_of(decide(state, command, at(noon))), rejection_code::not_found);
  }
}

}  // namespace
}  // namespace carnet::test
