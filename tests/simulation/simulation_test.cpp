// The simulation as tests: seeds that every build runs, determinism, and one sweep over all writes.
#include <gtest/gtest.h>

#include "tests/simulation/run_seed.hpp"

namespace carnet::test {
namespace {

class simulation : public testing::TestWithParam<int> {};

TEST_P(simulation, keeps_every_promise_under_random_faults) {
  constexpr int seeds_each = 50;
  totals sum;
  for (int n = 0; n < seeds_each; ++n) {
    const auto seed = static_cast<std::uint64_t>(GetParam() * seeds_each + n + 1);
    const auto broken = run_seed(seed, 60, sum);
    EXPECT_FALSE(broken.has_value()) << "seed " << seed << ": " << *broken;
  }
  EXPECT_GT(sum.records, 1000u);
  EXPECT_GT(sum.starts, sum.runs);
}
INSTANTIATE_TEST_SUITE_P(seeds, simulation, testing::Range(0, 6));

TEST(simulation_sweep, each_write_may_fail_in_each_way) {
  totals sum;
  const auto broken = sweep_seed(7, 8, sum);
  EXPECT_FALSE(broken.has_value()) << *broken;
  EXPECT_GT(sum.runs, 50u);
}

TEST(simulation_seed, gives_the_same_run_twice) {
  const auto digest = [] { return world(42, fault_source(42, 60), 60).run().digest; };
  EXPECT_EQ(digest(), digest());
}

}  // namespace
}  // namespace carnet::test
