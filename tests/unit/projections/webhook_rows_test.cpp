// What deliveries leave in the rows.
#include "projections/stream/rows.hpp"
#include "projections/webhook/queries.hpp"
#include "storage/kv/keys.hpp"
#include "tests/unit/projections/driven_rows.hpp"

namespace carnet::test {
namespace {

using namespace projections;
namespace keys = storage::keys;

class webhook_rows : public driven_rows {
 protected:
  webhook_id enrol(std::uint32_t types = 0) {
    const auto id = chance_.id<webhook_tag>();
    apply(webhook_registered{id, "target", "secret", {types, {}, 0, 0}});
    return id;
  }
  webhook_row hook(const webhook_id& id) { return find_webhook(rows_, project_, id).value(); }

  static delivery_attempt failure(std::uint64_t place, std::uint16_t number, unix_us next_at) {
    delivery_attempt attempt;
    attempt.place = place;
    attempt.number = number;
    attempt.status = 500;
    attempt.error = delivery_error::status;
    attempt.next_at = next_at;
    attempt.sealed_excerpt = "excerpt " + std::to_string(number);
    return attempt;
  }
  static delivery_attempt success(std::uint64_t place, std::uint16_t number) {
    auto attempt = failure(place, number, 0);
    attempt.error = delivery_error::none;
    attempt.sealed_excerpt.clear();
    return attempt;
  }
  void record(const webhook_id& id, std::uint64_t cursor, std::vector<std::uint64_t> places,
              std::vector<delivery_attempt> attempts) {
    const std::vector<std::uint16_t> statuses(places.size(), 200);
    const std::vector<std::uint32_t> latencies(places.size(), 3);
    apply(deliveries_recorded{id, cursor, std::move(places), statuses, latencies,
                              std::move(attempts), 0});
  }
  std::size_t rows_of(const storage::row_key& prefix) {
    std::size_t count = 0;
    rows_.scan(prefix, prefix.end_of_prefix(), [&count](auto, auto) { return ++count > 0; });
    return count;
  }
};

TEST_F(webhook_rows, an_endpoint_begins_where_the_stream_stands) {
  provision(5);
  const auto id = enrol();
  EXPECT_EQ(hook(id).cursor, 5u);
  EXPECT_EQ(hook(id).period_from, std::vector<std::uint64_t>{6});
  EXPECT_EQ(webhook_counters_of(rows_, project_).count, 1u);
  EXPECT_EQ(webhooks_before(rows_, project_, UINT64_MAX, 10).size(), 1u);
}

TEST_F(webhook_rows, a_failed_delivery_is_work_until_it_succeeds) {
  const auto id = enrol();
  provision(3);
  record(id, 3, {1, 3}, {failure(2, 1, after(now_, 5))});
  ASSERT_EQ(deliveries_due(rows_, id, 10).size(), 1u);
  EXPECT_EQ(deliveries_due(rows_, id, 10)[0].at, after(now_, 5));
  EXPECT_EQ(hook(id).failures, 0u) << "there was a success, too";
  now_ = after(now_, 5);
  record(id, 3, {}, {failure(2, 2, after(now_, 300))});
  EXPECT_EQ(hook(id).failures, 1u);
  EXPECT_EQ(hook(id).failing_since, now_);
  ASSERT_EQ(deliveries_due(rows_, id, 10).size(), 1u);
  record(id, 3, {}, {success(2, 3)});
  EXPECT_TRUE(deliveries_due(rows_, id, 10).empty());
  EXPECT_EQ(hook(id).failing_since, 0);
  const auto row = find_delivery(rows_, id, 2).value();
  EXPECT_EQ(row.state, delivery_state::delivered);
  EXPECT_EQ(row.attempts, 3);
  EXPECT_EQ(row.first_excerpt, "excerpt 1");
  EXPECT_EQ(row.last_excerpt, "excerpt 2");
  EXPECT_EQ(hook(id).settled, 3u);
}

TEST_F(webhook_rows, deliveries_are_listed_by_place_wherever_they_are_kept) {
  const auto id = enrol();
  provision(8);
  record(id, 4, {1, 2, 4}, {failure(3, 1, after(now_, 5))});
  record(id, 8, {5, 7, 8}, {failure(6, 1, 0)});
  std::vector<std::uint64_t> places;
  for (std::uint64_t before = UINT64_MAX;;) {
    const auto page = deliveries_before(rows_, id, before, 3);
    for (const auto& one : page) places.push_back(one.place);
    if (page.size() < 3) break;
    before = page.back().place;
  }
  EXPECT_EQ(places, (std::vector<std::uint64_t>{8, 7, 6, 5, 4, 3, 2, 1}));
  EXPECT_TRUE(find_delivered(rows_, id, 5).has_value());
  EXPECT_FALSE(find_delivered(rows_, id, 6).has_value());
  EXPECT_FALSE(find_delivered(rows_, id, 9).has_value());
}

TEST_F(webhook_rows, what_failed_can_be_asked_for_again) {
  const auto id = enrol();
  provision(2);
  record(id, 2, {}, {failure(1, 9, after(now_, 5)), failure(2, 1, after(now_, 5))});
  now_ = after(now_, 5);
  record(id, 2, {}, {failure(1, 10, 0), failure(2, 2, after(now_, 300))});
  EXPECT_EQ(find_delivery(rows_, id, 1)->state, delivery_state::exhausted);
  EXPECT_EQ(failed_since(rows_, id, now_, now_, 10), (std::vector<std::uint64_t>{1, 2}))
      << "by their last failures";
  EXPECT_TRUE(failed_since(rows_, id, now_ + 1, now_, 10).empty());
  apply(deliveries_requeued{id, {1, 2}});
  ASSERT_EQ(deliveries_due(rows_, id, 10).size(), 2u);
  EXPECT_EQ(deliveries_due(rows_, id, 10)[1].at, now_);
  EXPECT_TRUE(failed_since(rows_, id, 0, now_, 10).empty()) << "they are due";
}

TEST_F(webhook_rows, trying_again_lifts_what_holds_an_endpoint_up) {
  const auto id = enrol();
  provision(1);
  const auto pause = [&] {
    apply(deliveries_recorded{id, 1, {}, {}, {}, {failure(1, 1, 0)}, after(now_, 3600)});
  };
  pause();
  apply(deliveries_requeued{id, {}});
  EXPECT_EQ(hook(id).paused_until, after(now_, 3600)) << "as logs of before have it";
  apply(apply_version_raised{3});
  pause();
  const unix_us failing_since = hook(id).failing_since;
  apply(deliveries_requeued{id, {}});
  EXPECT_EQ(hook(id).paused_until, 0);
  EXPECT_EQ(hook(id).failures, 0u);
  EXPECT_EQ(hook(id).resumed_at, now_);
  EXPECT_EQ(hook(id).failing_since, failing_since);
}

TEST_F(webhook_rows, a_replay_changes_no_plan) {
  const auto id = enrol();
  provision(3);
  record(id, 2, {1}, {failure(2, 1, after(now_, 5))});
  auto again = failure(2, 2, 0);
  again.replay = true;
  record(id, 2, {}, {again});
  EXPECT_EQ(find_delivery(rows_, id, 2)->next_at, after(now_, 5));
  again.place = 1;
  record(id, 2, {}, {again});
  EXPECT_EQ(find_delivery(rows_, id, 1)->state, delivery_state::delivered) << "it had been";
  again.place = 3;
  record(id, 2, {}, {again});
  EXPECT_EQ(find_delivery(rows_, id, 3), std::nullopt) << "its schedule has yet to begin";
  EXPECT_EQ(hook(id).settled, 2u);
}

TEST_F(webhook_rows, a_replay_of_what_was_delivered_is_listed_behind_its_first_attempt) {
  const auto id = enrol();
  provision(3);
  record(id, 3, {1, 2, 3}, {});
  const unix_us first_at = std::exchange(now_, after(now_, 60));
  auto again = failure(2, 2, 0);
  again.replay = true;
  record(id, 3, {}, {again});
  const auto page = deliveries_before(rows_, id, UINT64_MAX, 10);
  ASSERT_EQ(page.size(), 3u) << "each once";
  const auto& row = page[1].row;
  EXPECT_EQ(row.state, delivery_state::delivered);
  EXPECT_EQ(row.attempts, 2);
  EXPECT_EQ(row.attempted_at, (std::vector<unix_us>{first_at, now_}));
  EXPECT_EQ(row.statuses, (std::vector<std::uint16_t>{200, 500}));
  EXPECT_EQ(row.latencies_ms.size(), 2u);
  EXPECT_EQ(row.errors.size(), 2u);
  for (int n = 0; n < 30; ++n) record(id, 3, {}, {again});
  const auto full = deliveries_before(rows_, id, 3, 1).front().row;
  EXPECT_EQ(full.attempts, 32);
  EXPECT_EQ(full.attempted_at.size(), delivery_row::attempts_kept);
  EXPECT_EQ(full.attempted_at.front(), first_at);
}

TEST_F(webhook_rows, a_replay_ahead_of_the_cursor_is_listed_and_changes_no_plan) {
  apply(apply_version_raised{3});
  const auto id = enrol();  // a place by itself
  provision(4);
  auto again = failure(3, 1, 0);
  again.replay = true;
  record(id, 1, {}, {again});
  now_ = after(now_, 1);
  record(id, 1, {}, {again});
  const auto early = find_delivery(rows_, id, 3).value();
  EXPECT_EQ(early.state, delivery_state::waiting);
  EXPECT_EQ(early.attempts, 2);
  EXPECT_EQ(early.scheduled(), 0) << "its schedule has yet to begin";
  EXPECT_TRUE(deliveries_due(rows_, id, 10).empty());
  EXPECT_EQ(deliveries_before(rows_, id, UINT64_MAX, 10).size(), 1u);
  EXPECT_EQ(hook(id).settled, 1u);
  now_ = after(now_, 1);
  record(id, 3, {2}, {failure(3, 1, after(now_, 5))});
  const auto begun = find_delivery(rows_, id, 3).value();
  EXPECT_EQ(begun.attempts, 3);
  EXPECT_EQ(begun.scheduled(), 1);
  EXPECT_EQ(deliveries_due(rows_, id, 10).size(), 1u);
  EXPECT_EQ(hook(id).settled, 2u);
}

TEST_F(webhook_rows, what_becomes_of_a_replay_that_the_cursor_comes_to) {
  apply(apply_version_raised{3});
  const auto id = enrol();
  provision(3);
  auto again = failure(2, 1, 0);
  again.replay = true;
  record(id, 1, {}, {again});
  again.place = 3;
  record(id, 1, {}, {again});
  auto reached = success(4, 1);
  reached.replay = true;
  record(id, 1, {}, {reached});
  EXPECT_EQ(hook(id).settled, 3u);
  now_ = after(now_, 1);
  record(id, 4, {2, 4}, {});
  const auto page = deliveries_before(rows_, id, UINT64_MAX, 10);
  ASSERT_EQ(page.size(), 3u);
  EXPECT_EQ(page[0].row.state, delivery_state::delivered);
  EXPECT_EQ(page[0].row.attempts, 2) << "by hand, and by the cursor";
  EXPECT_EQ(page[1].row.state, delivery_state::exhausted) << "the endpoint did not want it";
  EXPECT_EQ(page[2].row.state, delivery_state::delivered);
  EXPECT_EQ(page[2].row.statuses, (std::vector<std::uint16_t>{500, 200}));
  EXPECT_EQ(hook(id).settled, 3u) << "each once";
}

TEST_F(webhook_rows, what_a_replay_delivered_stays_so) {
  apply(apply_version_raised{3});
  const auto id = enrol();
  provision(1);
  record(id, 2, {}, {failure(2, 1, after(now_, 5))});
  auto by_hand = success(2, 2);
  by_hand.replay = true;
  record(id, 2, {}, {by_hand});
  // Its second attempt was under way.
  record(id, 2, {}, {failure(2, 2, after(now_, 300))});
  const auto row = find_delivery(rows_, id, 2).value();
  EXPECT_EQ(row.state, delivery_state::delivered);
  EXPECT_EQ(row.attempts, 3);
  EXPECT_TRUE(deliveries_due(rows_, id, 10).empty());
}

TEST_F(webhook_rows, periods_are_kept_while_events_fall_in_them) {
  const auto id = enrol();
  provision(4);
  apply(webhook_updated{id, "target", {}, false});
  provision(4);
  apply(webhook_updated{id, "target", {2, {}, 0, 0}, true});
  EXPECT_EQ(hook(id).period_from, (std::vector<std::uint64_t>{1, 5, 9}));
  EXPECT_EQ(hook(id).period_types, (std::vector<std::uint32_t>{0, period_disabled, 2}));
  record(id, 3, {1, 2, 3}, {});
  EXPECT_EQ(hook(id).period_from.size(), 3u);
  record(id, 4, {4}, {});
  EXPECT_EQ(hook(id).period_from, (std::vector<std::uint64_t>{5, 9}));
  record(id, 8, {}, {});
  EXPECT_EQ(hook(id).period_from, std::vector<std::uint64_t>{9});
}

TEST_F(webhook_rows, long_histories_keep_the_first_and_the_latest_attempts) {
  const auto id = enrol();
  provision(1);
  for (std::uint16_t n = 1; n <= 30; ++n) {
    now_ += us_per_second;
    auto attempt = failure(1, n, after(now_, 5));
    attempt.latency_ms = n;
    record(id, 1, {}, {attempt});
  }
  const auto row = find_delivery(rows_, id, 1).value();
  EXPECT_EQ(row.attempts, 30);
  ASSERT_EQ(row.latencies_ms.size(), delivery_row::attempts_kept);
  EXPECT_EQ(row.latencies_ms[0], 1u);
  EXPECT_EQ(row.latencies_ms[1], 8u);
  EXPECT_EQ(row.latencies_ms.back(), 30u);
}

TEST_F(webhook_rows, a_deleted_endpoint_leaves_nothing_after_a_while) {
  const auto id = enrol();
  const auto other = enrol();
  provision(1500);
  std::vector<delivery_attempt> attempts;
  for (std::uint64_t place = 1; place <= 1200; ++place)
    attempts.push_back(failure(place, 1, after(now_, 5)));
  record(id, 1500, {1300, 1500}, std::move(attempts));
  apply(webhook_deleted{id});
  EXPECT_EQ(find_webhook(rows_, project_, id), std::nullopt);
  EXPECT_EQ(webhook_counters_of(rows_, project_).count, 1u);
  for (int n = 0; n < 6; ++n) apply(webhook_updated{other, "t", {}, true});
  EXPECT_EQ(rows_of(keys::deliveries_of(id)), 0u);
  EXPECT_EQ(rows_of(keys::deliveries_due(id)), 0u);
  EXPECT_EQ(rows_of(keys::delivered_at_once(id)), 0u);
  EXPECT_EQ(rows_of(keys::deleted_webhooks()), 0u);
}

}  // namespace
}  // namespace carnet::test
