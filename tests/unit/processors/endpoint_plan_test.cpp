// What is sent to an endpoint, and when: step by step, over rows that records have made.
#include "processors/webhook/endpoint_plan.hpp"

#include "projections/webhook/queries.hpp"
#include "storage/kv/keys.hpp"
#include "tests/unit/projections/driven_rows.hpp"

namespace carnet::processors {
namespace {

using projections::webhook_row;
using test::driven_rows;

class planning : public driven_rows {
 protected:
  webhook_id enrol(webhook_settings settings = {}) {
    const auto id = chance_.id<webhook_tag>();
    apply(webhook_registered{id, "target", "secret", std::move(settings)});
    return id;
  }
  endpoint_plan plan_of(const webhook_id& id) {
    endpoint_plan plan(rows_, projections::find_webhook(rows_, project_, id).value());
    plan.read_stream(rows_);
    return plan;
  }
  // Events of one identity, one after the other.
  identity_id busy_identity(std::size_t events) {
    const auto id = provision(1, 100 * 3600).front();
    for (std::size_t n = 1; n < events; ++n)
      apply(identity_extended{id, after(now_, 100 * 3600 + static_cast<duration_s>(n))});
    return id;
  }
  std::vector<planned_attempt> start_all(endpoint_plan& plan) {
    std::vector<planned_attempt> started;
    while (auto one = plan.next(now_)) started.push_back(*one);
    return started;
  }
  std::vector<std::uint64_t> places(const std::vector<planned_attempt>& attempts) {
    std::vector<std::uint64_t> all;
    for (const auto& one : attempts) all.push_back(one.place);
    return all;
  }
  void end(endpoint_plan& plan, const planned_attempt& attempt, bool delivered,
           std::uint16_t status = 500, duration_s retry_after_s = 0) {
    attempt_result result;
    result.facts.place = attempt.place;
    result.facts.number = attempt.number;
    const auto fact = projections::fact_at(rows_, project_, attempt.place);
    result.facts.identity = fact->identity_at(attempt.place);
    result.facts.status = delivered ? 200 : status;
    result.facts.error = delivered ? delivery_error::none : delivery_error::status;
    result.retry_after_s = retry_after_s;
    plan.ended(attempt, std::move(result), now_);
  }
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(planning, identities_go_side_by_side_and_each_in_order) {
  const auto id = enrol();
  busy_identity(2);
  busy_identity(2);
  auto plan = plan_of(id);
  const auto first = start_all(plan);
  EXPECT_THAT(places(first), ElementsAre(1, 3));
  end(plan, first[1], true);
  EXPECT_THAT(places(start_all(plan)), ElementsAre(4));
  end(plan, first[0], true);
  EXPECT_THAT(places(start_all(plan)), ElementsAre(2));
}

TEST_F(planning, what_is_not_public_is_passed_over) {
  apply(apply_version_raised{2});
  const auto id = enrol();  // a place by itself
  const auto identity = provision(1).front();
  apply(secret_read{{}, identity, secret_part::raw});
  provision(1);
  auto plan = plan_of(id);
  const auto started = start_all(plan);
  ASSERT_EQ(started.size(), 2u);
  for (const auto& one : started) {
    EXPECT_TRUE(one.fact->row.is_public());
    end(plan, one, true);
  }
  now_ = after(now_, 60);
  const auto report = plan.report(now_);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->cursor, 4u) << "its own place, two identities, a secret that was read";
  EXPECT_EQ(report->places.size(), 2u);
}

TEST_F(planning, no_more_than_its_concurrency_is_under_way) {
  const auto id = enrol({0, {}, 3, 0});
  provision(10);
  auto plan = plan_of(id);
  auto started = start_all(plan);
  EXPECT_EQ(started.size(), 3u);
  end(plan, started[0], true);
  EXPECT_EQ(start_all(plan).size(), 1u);
}

TEST_F(planning, no_more_than_its_rate_is_started) {
  const auto id = enrol({0, {}, 64, 10});
  provision(64);
  auto plan = plan_of(id);
  std::size_t started = 0;
  const unix_us end_at = now_ + 2 * us_per_second;
  for (; now_ < end_at; now_ += 10'000) {
    for (const auto& one : start_all(plan)) {
      ++started;
      end(plan, one, true);
    }
  }
  EXPECT_GE(started, 19u);
  EXPECT_LE(started, 21u);
}

TEST_F(planning, a_failure_holds_its_identity_until_the_second_attempt_has_ended) {
  const auto id = enrol();
  busy_identity(2);
  busy_identity(1);
  auto plan = plan_of(id);
  auto first = start_all(plan);
  EXPECT_THAT(places(first), ElementsAre(1, 3));
  end(plan, first[0], false);
  end(plan, first[1], true);
  EXPECT_THAT(start_all(plan), IsEmpty());
  EXPECT_LE(*plan.wake_at(now_), after(now_, 6));
  now_ = after(now_, 6);
  const auto second = start_all(plan);
  ASSERT_THAT(places(second), ElementsAre(1));
  EXPECT_EQ(second[0].number, 2);
  end(plan, second[0], false);
  EXPECT_THAT(places(start_all(plan)), ElementsAre(2)) << "later events pass";
}

TEST_F(planning, an_endpoint_that_only_fails_is_asked_one_thing_at_a_time) {
  const auto id = enrol();
  provision(20);
  auto plan = plan_of(id);
  const auto first = start_all(plan);
  EXPECT_EQ(first.size(), 16u);
  for (const auto& one : first) end(plan, one, false);
  EXPECT_TRUE(plan.failing());
  EXPECT_THAT(start_all(plan), IsEmpty()) << "the rest stays where it is";
  now_ = after(now_, 6);
  const auto head = start_all(plan);
  ASSERT_THAT(places(head), ElementsAre(1)) << "though all are due";
  end(plan, head[0], true);
  EXPECT_EQ(start_all(plan).size(), 16u) << "all at once again";
}

TEST_F(planning, a_pause_asked_for_is_kept) {
  const auto id = enrol();
  provision(3);
  auto plan = plan_of(id);
  const auto first = start_all(plan);
  end(plan, first[0], false, 429, 60);
  end(plan, first[1], false, 503, 90);
  end(plan, first[2], true);
  now_ = after(now_, 7);
  // A success says that it is well again.
  EXPECT_THAT(places(start_all(plan)), IsEmpty());
  now_ = after(now_, 84);
  EXPECT_EQ(start_all(plan).size(), 2u);
}

TEST_F(planning, nothing_goes_to_an_endpoint_that_is_gone_or_off) {
  const auto id = enrol();
  provision(30);
  auto plan = plan_of(id);
  const auto first = start_all(plan);
  end(plan, first[0], false, 410);
  now_ = after(now_, 10);
  EXPECT_THAT(start_all(plan), IsEmpty());
  apply(webhook_disabled{id, webhook_end::gone});
  plan.set(projections::find_webhook(rows_, project_, id).value());
  EXPECT_THAT(start_all(plan), IsEmpty());
  now_ = after(now_, 10);
  apply(webhook_updated{id, "target", {}, true});
  plan.set(projections::find_webhook(rows_, project_, id).value());
  EXPECT_FALSE(start_all(plan).empty());
}

TEST_F(planning, events_are_judged_by_the_configuration_of_their_time) {
  const auto id =
      enrol({1u << static_cast<unsigned>(projections::public_event::identity_squashed), {}, 0, 0});
  const auto one = provision(1).front();
  apply(identities_squashed{{one}, squash_reason::request});
  apply(webhook_updated{id, "target", {}, true});
  provision(1);
  apply(webhook_updated{id, "target", {}, false});
  provision(1);
  apply(webhook_updated{id, "target", {}, true});
  auto plan = plan_of(id);
  EXPECT_THAT(places(start_all(plan)), ElementsAre(2, 3));
}

TEST_F(planning, a_report_covers_what_is_settled_in_order_and_every_failure) {
  const auto id = enrol();
  provision(4);
  auto plan = plan_of(id);
  const auto first = start_all(plan);
  end(plan, first[0], true);
  end(plan, first[2], false);
  end(plan, first[3], true);
  EXPECT_EQ(plan.report(now_), std::nullopt) << "more may come together";
  now_ += endpoint_plan::report_delay_us;
  const auto report = plan.report(now_);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->cursor, 1u);
  EXPECT_THAT(report->places, ElementsAre(1));
  EXPECT_EQ(report->attempts.size(), 1u);
  EXPECT_EQ(plan.report(now_), std::nullopt) << "one at a time";
  plan.reported(true, now_);
  end(plan, first[1], true);
  now_ += endpoint_plan::report_delay_us;
  const auto rest = plan.report(now_);
  ASSERT_TRUE(rest.has_value());
  EXPECT_EQ(rest->cursor, 4u);
  EXPECT_THAT(rest->places, ElementsAre(2, 4));
}

TEST_F(planning, a_refused_report_is_sent_again_as_it_was) {
  const auto id = enrol();
  provision(2);
  auto plan = plan_of(id);
  const auto first = start_all(plan);
  end(plan, first[0], true);
  now_ += endpoint_plan::report_delay_us;
  const auto report = plan.report(now_);
  plan.reported(false, now_);
  end(plan, first[1], true);
  EXPECT_EQ(plan.report(now_), std::nullopt);
  now_ = after(now_, 1);
  const auto again = plan.report(now_);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->places, report->places);
}

TEST_F(planning, a_restart_takes_up_where_the_rows_stand) {
  const auto id = enrol();
  const auto identity = busy_identity(3);
  delivery_attempt failed;
  failed.place = 1;
  failed.number = 1;
  failed.identity = identity;
  failed.error = delivery_error::timed_out;
  failed.next_at = after(now_, 5);
  apply(deliveries_recorded{id, 1, {}, {}, {}, {failed}, 0});
  auto plan = plan_of(id);
  EXPECT_THAT(start_all(plan), IsEmpty()) << "its identity is held";
  now_ = after(now_, 5);
  const auto second = start_all(plan);
  ASSERT_THAT(places(second), ElementsAre(1));
  EXPECT_EQ(second[0].number, 2);
  end(plan, second[0], true);
  EXPECT_THAT(places(start_all(plan)), ElementsAre(2));
}

TEST_F(planning, what_has_an_attempt_on_record_is_not_begun_again) {
  const auto id = enrol();
  const auto ids = provision(3);
  delivery_attempt failed;
  failed.place = 2;
  failed.number = 1;
  failed.identity = ids[1];
  failed.error = delivery_error::timed_out;
  failed.next_at = after(now_, 500);
  apply(deliveries_recorded{id, 0, {}, {}, {}, {failed}, 0});
  auto plan = plan_of(id);
  EXPECT_THAT(places(start_all(plan)), ElementsAre(1, 3));
}

class replaying : public planning {
 protected:
  void SetUp() override { apply(apply_version_raised{3}); }
  void replay(const webhook_id& id, std::uint64_t place, bool delivered, std::uint64_t cursor) {
    delivery_attempt by_hand;
    by_hand.place = place;
    by_hand.identity = projections::fact_at(rows_, project_, place)->identity_at(place);
    by_hand.error = delivered ? delivery_error::none : delivery_error::timed_out;
    by_hand.replay = true;
    apply(deliveries_recorded{id, cursor, {}, {}, {}, {by_hand}, 0});
  }
  void note_changes(endpoint_plan& plan, const webhook_id& id) {
    plan.set(projections::find_webhook(rows_, project_, id).value());
    plan.read_due(rows_);
  }
};

TEST_F(replaying, what_failed_by_hand_before_its_turn_is_begun_all_the_same) {
  const auto id = enrol();
  provision(2);
  replay(id, 3, false, 0);
  auto plan = plan_of(id);
  const auto started = start_all(plan);
  EXPECT_THAT(places(started), ElementsAre(2, 3));
  EXPECT_EQ(started[1].number, 1);
}

TEST_F(replaying, what_was_delivered_by_hand_before_its_turn_is_not_begun) {
  const auto id = enrol();
  busy_identity(3);
  auto plan = plan_of(id);
  const auto first = start_all(plan);
  ASSERT_THAT(places(first), ElementsAre(2));
  replay(id, 2, true, 1);
  replay(id, 3, true, 1);
  note_changes(plan, id);
  end(plan, first[0], true);
  EXPECT_THAT(places(start_all(plan)), ElementsAre(4));
  auto restarted = plan_of(id);
  EXPECT_THAT(places(start_all(restarted)), ElementsAre(4));
}

TEST_F(replaying, the_only_event_of_an_identity_may_be_delivered_by_hand) {
  const auto id = enrol({0, {}, 1, 0});
  provision(3);
  auto plan = plan_of(id);
  const auto first = start_all(plan);
  replay(id, 3, true, 1);
  note_changes(plan, id);
  end(plan, first[0], true);
  EXPECT_THAT(places(start_all(plan)), ElementsAre(4));
}

TEST_F(replaying, what_waits_and_is_delivered_by_hand_is_not_tried_again) {
  const auto id = enrol();
  busy_identity(2);
  auto plan = plan_of(id);
  end(plan, start_all(plan)[0], false);
  now_ += endpoint_plan::report_delay_us;
  const auto report = plan.report(now_).value();
  delivery_attempt failed = report.attempts[0].facts;
  failed.next_at = after(now_, 5);
  apply(deliveries_recorded{id, report.cursor, {}, {}, {}, {failed}, 0});
  plan.reported(true, now_);
  replay(id, 2, true, report.cursor);
  note_changes(plan, id);
  EXPECT_THAT(places(start_all(plan)), ElementsAre(3)) << "and holds nobody";
  now_ = after(now_, 10);
  EXPECT_THAT(start_all(plan), IsEmpty());
}

TEST_F(replaying, a_pause_is_lifted_by_trying_again_and_by_off_and_on) {
  const auto id = enrol();
  busy_identity(1);
  for (const bool by_requeue : {true, false}) {
    auto plan = plan_of(id);
    end(plan, start_all(plan)[0], false, 503, 3600);
    note_changes(plan, id);
    provision(1);
    plan.read_stream(rows_);
    EXPECT_THAT(start_all(plan), IsEmpty());
    now_ = after(now_, 1);
    if (by_requeue) {
      apply(deliveries_requeued{id, {}});
    } else {
      // Both before the plan hears of either.
      apply(webhook_updated{id, "target", {}, false});
      apply(webhook_updated{id, "target", {}, true});
    }
    note_changes(plan, id);
    EXPECT_FALSE(start_all(plan).empty());
  }
}

TEST_F(replaying, what_nobody_wanted_and_a_replay_failed_at_goes_on_behind_the_cursor) {
  const auto id = enrol();
  provision(1);
  apply(deliveries_recorded{id, 2, {}, {}, {}, {}, 0});
  replay(id, 2, false, 2);
  auto plan = plan_of(id);
  apply(deliveries_requeued{id, {2}});
  note_changes(plan, id);
  const auto again = start_all(plan);
  ASSERT_THAT(places(again), ElementsAre(2));
  EXPECT_EQ(again[0].number, 2);
  end(plan, again[0], false);
}

}  // namespace
}  // namespace carnet::processors
