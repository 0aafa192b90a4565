// Processors while the wall clock steps back and forth: between the look at the rows and the
// writer's stamp what was due may no longer be. It is asked for again, but not in a hot loop.
#include <memory>

#include "processors/lifecycle.hpp"
#include "processors/retention.hpp"
#include "producers/writer/decide_command.hpp"
#include "tests/unit/projections/driven_rows.hpp"

namespace carnet::test {
namespace {

constexpr unix_us minute = 60 * us_per_second;
constexpr int wakeups_max = 1'000'000;

class stepping_clock : public driven_rows {
 protected:
  // The processor is called at each completion and whenever it asked to be, over a minute in which
  // its own clock is right and the writer's is `writer_lag` behind. Gives the commands it sent.
  int a_minute_of(processors::processor& work, unix_us writer_lag) {
    int sent = 0;
    const unix_us end = wall_ + minute;
    for (int n = 0; wall_ < end && n < wakeups_max; ++n) {
      woken_ = false;
      const auto due = work.run_once(rows_, wall_, [&](producers::submission s) {
        ++sent;
        now_ = wall_ - writer_lag;
        answer(std::move(s));
      });
      if (!woken_) wall_ = std::min(due.value_or(end), wall_ + us_per_second);
    }
    return sent;
  }

  void answer(producers::submission s) {
    auto decided = producers::decide_command(s, rows_, now_);
    ASSERT_TRUE(decided.has_value());
    if (!decided->empty()) {
      record rec;
      rec.command_id = s.command_id;
      rec.seed = s.seed;
      rec.recorded_at = now_;
      rec.project = s.project;
      rec.events = std::move(*decided);
      apply_record(rec);
    }
    s.done(producers::committed{});
  }

  std::function<void()> waker() {
    return [this] { woken_ = true; };
  }

  unix_us wall_ = start;
  bool woken_ = false;
};

TEST_F(stepping_clock, expiry_is_asked_for_again_with_pauses) {
  const auto id = provision(1, 10).front();
  const auto lifecycle = processors::make_lifecycle_processor(waker());
  wall_ = after(start, 10);
  const int sent = a_minute_of(*lifecycle, 2 * minute);
  EXPECT_GE(sent, 5);
  EXPECT_LE(sent, 20);
  EXPECT_EQ(row(id).state.status, identity_status::provisioned);
  EXPECT_LE(a_minute_of(*lifecycle, 0), 2);
  EXPECT_EQ(row(id).state.status, identity_status::expired);
}

TEST_F(stepping_clock, other_deadlines_do_not_wait_for_the_pause) {
  provision(1, 10);
  const auto lifecycle = processors::make_lifecycle_processor(waker());
  wall_ = after(start, 10);
  a_minute_of(*lifecycle, 2 * minute);
  now_ = start;
  const auto later = provision(1, 60).front();
  wall_ = after(start, 70);
  a_minute_of(*lifecycle, 0);
  EXPECT_EQ(row(later).state.status, identity_status::expired);
}

TEST_F(stepping_clock, so_is_shredding) {
  const auto id = provision(1).front();
  apply(identities_squashed{{id}, squash_reason::request});
  const auto retention = processors::make_retention_processor(10, [] {}, waker());
  wall_ = after(start, 10);
  const int sent = a_minute_of(*retention, 2 * minute);
  EXPECT_GE(sent, 5);
  EXPECT_LE(sent, 20);
  EXPECT_FALSE(row(id).state.shredded);
  a_minute_of(*retention, 0);
  EXPECT_TRUE(row(id).state.shredded);
}

}  // namespace
}  // namespace carnet::test
