// What may be done with webhook endpoints, and what follows an attempt.
#include "domain/webhook/decide.hpp"
#include "domain/webhook/schedule.hpp"
#include "tests/unit/domain/given.hpp"

namespace carnet::test {
namespace {

webhook_id hook_id() { return {std::string(webhook_tag::width, 'h')}; }

plan with_endpoints(std::uint32_t count) {
  plan limits = generous();
  limits.webhook_endpoints = count;
  return limits;
}

webhook endpoint() {
  webhook state;
  state.id = hook_id();
  state.cursor = 10;
  state.sealed_target = "target";
  return state;
}

attempt_result failed(std::uint64_t place, std::uint16_t number, std::uint16_t status = 500) {
  attempt_result result;
  result.facts.place = place;
  result.facts.number = number;
  result.facts.status = status;
  result.facts.error = delivery_error::status;
  return result;
}

attempt_result succeeded(std::uint64_t place, std::uint16_t number) {
  attempt_result result = failed(place, number, 200);
  result.facts.error = delivery_error::none;
  return result;
}

record_deliveries wish(std::vector<attempt_result> attempts) {
  record_deliveries command;
  command.id = hook_id();
  command.attempts = std::move(attempts);
  return command;
}

TEST(registering_a_webhook, is_limited_by_the_plan) {
  const register_webhook command{{hook_id(), "t", "s", {}}};
  EXPECT_EQ(refusal_of(decide({0, false}, command, at(noon, with_endpoints(0)))),
            rejection_code::feature_disabled);
  EXPECT_EQ(refusal_of(decide({2, false}, command, at(noon, with_endpoints(2)))),
            rejection_code::quota_exceeded);
  EXPECT_EQ(refusal_of(decide({1, true}, command, at(noon, with_endpoints(2)))),
            rejection_code::conflict);
  EXPECT_EQ(only<webhook_registered>(decide({1, false}, command, at(noon, with_endpoints(2)))),
            command.facts);
}

TEST(updating_a_webhook, keeps_what_is_not_named_and_says_nothing_twice) {
  const auto e =
      only<webhook_updated>(decide(endpoint(), update_webhook{hook_id(), {}, {}, false}, at(noon)));
  EXPECT_EQ(e, (webhook_updated{hook_id(), "target", {}, false}));
  EXPECT_TRUE(
      events_of(decide(endpoint(), update_webhook{hook_id(), {}, {}, true}, at(noon))).empty());
  EXPECT_EQ(refusal_of(decide(std::nullopt, update_webhook{}, at(noon))),
            rejection_code::not_found);
  auto changed_often = endpoint();
  changed_often.periods = webhook_periods_max;
  EXPECT_EQ(refusal_of(decide(changed_often, update_webhook{hook_id(), {}, {}, false}, at(noon))),
            rejection_code::conflict);
}

TEST(rotating_a_webhook_secret, leaves_the_old_one_for_the_overlap) {
  EXPECT_EQ(only<webhook_secret_rotated>(
                decide(endpoint(), rotate_webhook_secret{hook_id(), "new", 0}, at(noon)))
                .old_valid_until,
            0);
  EXPECT_EQ(only<webhook_secret_rotated>(
                decide(endpoint(), rotate_webhook_secret{hook_id(), "new", 60}, at(noon)))
                .old_valid_until,
            after(noon, 60));
}

TEST(schedule, has_ten_attempts_within_four_days) {
  unix_us now = noon;
  std::uint16_t number = 0;
  for (unix_us next = now; next != 0; next = next_attempt_at(now, ++number, 0, 0)) now = next;
  EXPECT_EQ(number, attempts_max);
  EXPECT_EQ(now, after(noon, 5 + 300 + 1800 + 7200 + 18000 + 36000 + 50400 + 72000 + 86400));
}

TEST(schedule, jitter_lengthens_by_a_tenth_at_most_and_retry_after_by_a_day_at_most) {
  EXPECT_EQ(next_attempt_at(noon, 2, 0, 1000), after(noon, 330));
  EXPECT_EQ(next_attempt_at(noon, 1, 120, 1000), after(noon, 120));
  EXPECT_EQ(next_attempt_at(noon, 2, 120, 0), after(noon, 300));
  EXPECT_EQ(next_attempt_at(noon, 1, 1'000'000, 0), after(noon, 24 * 3600));
}

TEST(recording_deliveries, plans_the_next_attempt_of_a_failure) {
  const auto e = only<deliveries_recorded>(decide(deliveries_state{endpoint(), {{7, 2}}},
                                                  wish({failed(7, 3), succeeded(8, 2)}), at(noon)));
  ASSERT_EQ(e.attempts.size(), 2u);
  EXPECT_EQ(e.attempts[0].next_at, after(noon, 1800));
  EXPECT_EQ(e.attempts[1].next_at, 0);
  EXPECT_EQ(e.cursor, 10u);
}

TEST(recording_deliveries, drops_what_is_on_the_log_already) {
  auto command = wish({failed(7, 2)});
  command.cursor = 9;
  command.places = {8, 9};
  command.statuses = {200, 200};
  command.latencies_ms = {1, 1};
  EXPECT_TRUE(events_of(decide(deliveries_state{endpoint(), {{7, 2}}}, command, at(noon))).empty());
  command.cursor = 12;
  command.places = {9, 11, 12};
  command.statuses = {200, 201, 202};
  command.latencies_ms = {1, 2, 3};
  const auto e = only<deliveries_recorded>(
      decide(deliveries_state{endpoint(), {{7, 2}, {12, 1}}}, command, at(noon)));
  EXPECT_EQ(e.places, std::vector<std::uint64_t>{11});
  EXPECT_EQ(e.statuses, std::vector<std::uint16_t>{201});
  EXPECT_EQ(e.latencies_ms, std::vector<std::uint32_t>{2});
  EXPECT_TRUE(e.attempts.empty());
}

TEST(recording_deliveries, counts_a_replay_and_leaves_the_schedule_alone) {
  auto again = failed(7, 0);
  again.facts.replay = true;
  const auto e = only<deliveries_recorded>(
      decide(deliveries_state{endpoint(), {{7, 4}}}, wish({again}), at(noon)));
  EXPECT_EQ(e.attempts.front().number, 5);
  EXPECT_EQ(e.attempts.front().next_at, 0);
}

TEST(recording_deliveries, numbers_the_schedule_by_itself_whatever_was_replayed) {
  const deliveries_state state{endpoint(), {{7, 1}}, {{7, 3}, {11, 2}}};
  auto command = wish({failed(7, 2)});
  command.cursor = 11;
  command.places = {11};
  command.statuses = {200};
  command.latencies_ms = {1};
  const auto e = only<deliveries_recorded>(decide(state, command, at(noon)));
  ASSERT_EQ(e.attempts.size(), 1u) << "its second attempt is not on the log";
  EXPECT_EQ(e.attempts[0].next_at, after(noon, 300));
  EXPECT_EQ(e.places, std::vector<std::uint64_t>{11});
  auto again = failed(7, 0);
  again.facts.replay = true;
  const auto replayed = only<deliveries_recorded>(decide(state, wish({again}), at(noon)));
  EXPECT_EQ(replayed.attempts.front().number, 5);
}

TEST(recording_deliveries, status_410_and_five_days_of_failures_disable_the_endpoint) {
  const auto reason = [](webhook state, const record_deliveries& command) {
    const auto events = events_of(decide(deliveries_state{state, {}}, command, at(noon)));
    const auto* end = std::get_if<webhook_disabled>(&events.back());
    return end == nullptr ? webhook_end{} : end->reason;
  };
  EXPECT_EQ(reason(endpoint(), wish({failed(7, 1, 410)})), webhook_end::gone);
  auto worn_out = endpoint();
  worn_out.failing_since = after(noon, -failing_max_s);
  EXPECT_EQ(reason(worn_out, wish({failed(7, 1)})), webhook_end::failing);
  EXPECT_EQ(reason(worn_out, wish({failed(7, 1), succeeded(8, 2)})), webhook_end{});
  worn_out.failing_since += us_per_second;
  EXPECT_EQ(reason(worn_out, wish({failed(7, 1)})), webhook_end{});
  auto off = endpoint();
  off.enabled = false;
  EXPECT_EQ(reason(off, wish({failed(7, 1, 410)})), webhook_end{});
}

TEST(recording_deliveries, a_pause_asked_for_is_kept) {
  auto asked = failed(7, 1, 429);
  asked.retry_after_s = 90;
  const auto e =
      only<deliveries_recorded>(decide(deliveries_state{endpoint(), {}}, wish({asked}), at(noon)));
  EXPECT_EQ(e.paused_until, after(noon, 90));
  EXPECT_EQ(e.attempts.front().next_at, after(noon, 90));
}

TEST(replaying_failed, lifts_a_pause_even_if_nothing_has_failed) {
  auto paused = endpoint();
  paused.paused_until = after(noon, 60);
  const auto e = only<deliveries_requeued>(
      decide(requeue_state{paused, {}}, replay_failed{hook_id(), noon}, at(noon)));
  EXPECT_TRUE(e.places.empty());
}

TEST(replaying_failed, requeues_what_has_failed) {
  const auto e = only<deliveries_requeued>(
      decide(requeue_state{endpoint(), {3, 4}}, replay_failed{hook_id(), noon}, at(noon)));
  EXPECT_EQ(e.places, (std::vector<std::uint64_t>{3, 4}));
  EXPECT_TRUE(
      events_of(decide(requeue_state{endpoint(), {}}, replay_failed{hook_id(), noon}, at(noon)))
          .empty());
}

}  // namespace
}  // namespace carnet::test
