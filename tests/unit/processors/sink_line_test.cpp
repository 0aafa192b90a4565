// What is done with a sink next, and when, step by step.
#include "processors/sink/sink_line.hpp"

#include <gtest/gtest.h>

namespace carnet::processors {
namespace {

constexpr unix_us start = 1'750'000'000 * us_per_second;
constexpr unix_us ms = 1000;

projections::sink_row row_with(std::uint32_t batch_events, std::uint32_t delay_ms) {
  projections::sink_row row;
  row.id = {"aaaabbbbcccc"};
  row.settings.batch_events = batch_events;
  row.settings.batch_delay_ms = delay_ms;
  row.settings.ocsf_version = 4;
  return row;
}

TEST(sink_line, waits_for_enough_events_or_long_enough) {
  sink_line line(row_with(10, 500));
  EXPECT_EQ(line.next(start), sink_step::none);
  EXPECT_EQ(line.wake_at(), std::nullopt);
  line.see({3, 0}, start);
  EXPECT_EQ(line.next(start), sink_step::none);
  EXPECT_EQ(line.wake_at(), start + 500 * ms);
  EXPECT_EQ(line.next(start + 500 * ms), sink_step::post);
  line.see({3, 7}, start + 1);
  EXPECT_EQ(line.next(start + 1), sink_step::post) << "ten in both streams";
}

TEST(sink_line, one_batch_at_a_time_and_the_cursor_follows_what_was_taken) {
  sink_line line(row_with(1, 0));
  line.see({5, 2}, start);
  line.posting({4, 2}, 6);
  EXPECT_EQ(line.next(start), sink_step::none);
  EXPECT_EQ(line.cursor(), (sink_cursor{0, 0}));
  line.taken(std::nullopt, start);
  EXPECT_EQ(line.cursor(), (sink_cursor{4, 2}));
  EXPECT_EQ(line.next(start), sink_step::post);
  const auto report = line.report(start);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->cursor, (sink_cursor{4, 2}));
  EXPECT_EQ(report->delivered, 6U);
  EXPECT_EQ(report->failures, 0U);
}

TEST(sink_line, refusals_pause_twice_as_long_each_time) {
  sink_line line(row_with(1, 0));
  line.see({1, 0}, start);
  unix_us now = start;
  for (const auto pause : {1, 2, 4, 8}) {
    ASSERT_EQ(line.next(now), sink_step::post);
    line.posting({1, 0}, 1);
    line.refused(503, delivery_error::none, 0, "", now);
    EXPECT_EQ(line.next(now + pause * us_per_second - 1), sink_step::none);
    now += pause * us_per_second;
  }
  for (int n = 0; n < 20; ++n) {
    line.posting({1, 0}, 1);
    line.refused(0, delivery_error::timed_out, 0, "", now);
  }
  EXPECT_EQ(line.next(now + sink_line::pause_max_us - 1), sink_step::none);
  EXPECT_EQ(line.next(now + sink_line::pause_max_us), sink_step::post);
  line.posting({1, 0}, 1);
  line.refused(429, delivery_error::none, 3600, "", now);
  EXPECT_EQ(line.next(now + 3599 * us_per_second), sink_step::none) << "Retry-After";
  EXPECT_EQ(line.cursor(), (sink_cursor{0, 0}));
}

TEST(sink_line, a_changed_sink_is_tried_at_once) {
  sink_line line(row_with(1, 0));
  line.see({1, 0}, start);
  line.posting({1, 0}, 1);
  line.refused(403, delivery_error::none, 0, "", start);
  line.set(row_with(1, 0));
  EXPECT_EQ(line.next(start), sink_step::post);
  auto off = row_with(1, 0);
  off.settings.enabled = false;
  line.set(off);
  EXPECT_EQ(line.next(start + us_per_second), sink_step::none);
}

TEST(sink_line, acknowledgements_are_asked_for_until_they_come) {
  sink_line line(row_with(1, 0));
  line.see({1, 0}, start);
  line.posting({1, 0}, 1);
  line.taken(7, start);
  EXPECT_EQ(line.ack_id(), 7U);
  ASSERT_EQ(line.next(start), sink_step::ask);
  line.asking();
  EXPECT_EQ(line.next(start), sink_step::none);
  line.asked(false, start);
  EXPECT_EQ(line.next(start), sink_step::none);
  EXPECT_EQ(line.next(start + sink_line::ask_every_us), sink_step::ask);
  EXPECT_EQ(line.cursor(), (sink_cursor{0, 0}));
  line.asking();
  line.asked(true, start + sink_line::ask_every_us);
  EXPECT_EQ(line.cursor(), (sink_cursor{1, 0}));
}

TEST(sink_line, what_is_never_acknowledged_is_sent_again) {
  sink_line line(row_with(1, 0));
  line.see({1, 0}, start);
  line.posting({1, 0}, 1);
  line.taken(7, start);
  line.asking();
  line.asked(false, start + sink_line::ask_for_us);
  EXPECT_EQ(line.cursor(), (sink_cursor{0, 0}));
  EXPECT_EQ(line.next(start + sink_line::ask_for_us + sink_line::pause_min_us), sink_step::post);
}

TEST(sink_line, reports_come_in_batches_and_again_when_they_were_refused) {
  sink_line line(row_with(1, 0));
  const auto take_one = [&line](std::uint64_t to, unix_us now) {
    line.see({to, 0}, now);
    line.posting({to, 0}, 1);
    line.taken(std::nullopt, now);
  };
  take_one(1, start);
  ASSERT_TRUE(line.report(start).has_value());
  take_one(2, start);
  EXPECT_EQ(line.report(start), std::nullopt) << "one is under way";
  line.reported(true, start);
  EXPECT_EQ(line.report(start), std::nullopt) << "a second between them";
  const auto second = line.report(start + sink_line::report_every_us);
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ((std::pair{second->cursor.events, second->delivered}), (std::pair{2UL, 1U}));
  line.reported(false, start + 2 * us_per_second);
  const auto again = line.report(start + 3 * us_per_second);
  EXPECT_EQ(again, second);
  line.reported(true, start + 3 * us_per_second);
  EXPECT_EQ(line.report(start + 5 * us_per_second), std::nullopt);
}

}  // namespace
}  // namespace carnet::processors
