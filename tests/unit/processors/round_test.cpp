// The pauses between rounds that change nothing.
#include "processors/loop/round.hpp"

#include <gtest/gtest.h>

namespace carnet::processors {
namespace {

constexpr unix_us noon = 1'750'000'000 * us_per_second;

TEST(round, fresh_work_is_sent_at_once) {
  round rounds([] {});
  EXPECT_EQ(rounds.hold_back("a", noon), std::nullopt);
  EXPECT_EQ(rounds.hold_back("b", noon), std::nullopt);
  EXPECT_EQ(rounds.hold_back("a", noon), std::nullopt);
}

TEST(round, the_pause_doubles_up_to_its_bound) {
  round rounds([] {});
  EXPECT_EQ(rounds.hold_back("a", noon), std::nullopt);
  unix_us now = noon;
  unix_us expected = unchanged_pause_min_us;
  for (int n = 0; n < 10; ++n) {
    const auto later = rounds.hold_back("a", now);
    ASSERT_EQ(later, now + expected);
    EXPECT_EQ(rounds.hold_back("a", *later - 1), later) << "a wake-up in between changes nothing";
    EXPECT_EQ(rounds.hold_back("a", *later), std::nullopt);
    now = *later;
    expected = std::min(expected * 2, unchanged_pause_max_us);
  }
  EXPECT_EQ(expected, unchanged_pause_max_us);
  EXPECT_EQ(rounds.hold_back("b", now), std::nullopt);
  EXPECT_EQ(rounds.hold_back("b", now), now + unchanged_pause_min_us);
}

TEST(round, a_clock_that_steps_back_lengthens_no_pause) {
  round rounds([] {});
  rounds.hold_back("a", noon);
  rounds.hold_back("a", noon);
  const unix_us before = noon - 3600 * us_per_second;
  EXPECT_EQ(rounds.hold_back("a", before), before + unchanged_pause_min_us);
  EXPECT_EQ(rounds.hold_back("a", before + unchanged_pause_min_us), std::nullopt);
}

}  // namespace
}  // namespace carnet::processors
