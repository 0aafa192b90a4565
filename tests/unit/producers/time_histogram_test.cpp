// Buckets of durations: bounds belong to the bucket below them, the last bucket takes the rest.
#include "producers/writer/time_histogram.hpp"

#include <gtest/gtest.h>

namespace carnet::producers {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

TEST(time_histogram, counts_each_duration_once_in_its_bucket) {
  time_histogram times;
  times.add(microseconds(100));
  times.add(microseconds(101));
  times.add(milliseconds(20));
  times.add(std::chrono::seconds(6));
  const time_histogram::counts expected{1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1};
  EXPECT_EQ(times.buckets(), expected);
  EXPECT_NEAR(times.sum_s(), 6.020201, 1e-9);
}

TEST(time_histogram, a_stopwatch_adds_its_own_life) {
  time_histogram times;
  {
    const stopwatch one(times);
  }
  {
    const stopwatch other(times);
  }
  std::uint64_t total = 0;
  for (const auto count : times.buckets()) total += count;
  EXPECT_EQ(total, 2u);
  EXPECT_GT(times.sum_s(), 0);
}

}  // namespace
}  // namespace carnet::producers
