// The sliding window second by second, bursts, and what is held by projects.
#include "api/http/rate_limiter.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace carnet::http {
namespace {

constexpr std::int64_t start = 1'775'296'800;

TEST(RateLimiter, LetsExactlyTheLimitThrough) {
  rate_limiter limiter;
  for (std::uint32_t i = 0; i < 60; ++i) {
    const auto verdict = limiter.admit("key", {.per_minute = 60}, start);
    ASSERT_FALSE(verdict.refused) << i;
    EXPECT_EQ(verdict.window.limit, 60U);
    EXPECT_EQ(verdict.window.remaining, 59 - i);
  }
  const auto verdict = limiter.admit("key", {.per_minute = 60}, start);
  ASSERT_TRUE(verdict.refused);
  EXPECT_EQ(verdict.refused->code, error_code::rate_limited);
  EXPECT_EQ(verdict.refused->retry_after_s, 60U);
  EXPECT_EQ(verdict.window.reset_unix_s, start + 60);
  EXPECT_FALSE(verdict.in_flight);
}

TEST(RateLimiter, SlidesAndKeepsItsPromiseOfRetryAfter) {
  rate_limiter limiter;
  for (int i = 0; i < 5; ++i) limiter.admit("key", {.per_minute = 10}, start);
  for (int i = 0; i < 5; ++i) limiter.admit("key", {.per_minute = 10}, start + 30);
  const auto refused = limiter.admit("key", {.per_minute = 10}, start + 59);
  ASSERT_TRUE(refused.refused);
  EXPECT_EQ(refused.refused->retry_after_s, 1U);
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(limiter.admit("key", {.per_minute = 10}, start + 60).refused);
  }
  EXPECT_TRUE(limiter.admit("key", {.per_minute = 10}, start + 60).refused);
  EXPECT_FALSE(limiter.admit("key", {.per_minute = 10}, start + 500).refused);
}

TEST(RateLimiter, NeverLetsMoreThanTheLimitIntoAnyMinute) {
  rate_limiter limiter;
  std::vector<std::int64_t> passed;
  std::uint64_t seed = 7;
  std::int64_t now = start;
  for (int i = 0; i < 20'000; ++i) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    now += (seed >> 60) == 0 ? 1 + static_cast<std::int64_t>((seed >> 50) % 7) : 0;
    if (!limiter.admit("key", {.per_minute = 25}, now).refused) passed.push_back(now);
  }
  for (std::size_t i = 25; i < passed.size(); ++i) {
    ASSERT_GE(passed[i] - passed[i - 25], 60) << i;
  }
  EXPECT_GT(passed.size(), 1000U);
}

TEST(RateLimiter, CountsRequestsInFlight) {
  rate_limiter limiter;
  auto one = limiter.admit("key", {.per_minute = 100, .in_flight = 2}, start);
  auto two = limiter.admit("key", {.per_minute = 100, .in_flight = 2}, start);
  const auto three = limiter.admit("key", {.per_minute = 100, .in_flight = 2}, start);
  ASSERT_TRUE(three.refused);
  EXPECT_EQ(three.window.remaining, 98U);
  EXPECT_FALSE(limiter.admit("other", {.per_minute = 100, .in_flight = 2}, start).refused);
  two.in_flight.release();
  EXPECT_FALSE(limiter.admit("key", {.per_minute = 100, .in_flight = 2}, start).refused);
}

TEST(RateLimiter, ReportsUnlimitedKeysAsSuch) {
  rate_limiter limiter;
  for (int i = 0; i < 1000; ++i) {
    const auto verdict = limiter.admit("key", {}, start);
    ASSERT_FALSE(verdict.refused);
    ASSERT_EQ(verdict.window.limit, rate_window::unlimited);
    ASSERT_EQ(verdict.window.remaining, rate_window::unlimited);
  }
}

TEST(RateLimiter, ForgetsIdleKeysAndKeepsBusyOnes) {
  rate_limiter limiter;
  auto busy = limiter.admit("busy", {.per_minute = 5, .in_flight = 1}, start);
  for (std::size_t i = 0; i < rate_limiter::keys_max * 2; ++i) {
    limiter.admit(std::to_string(i), {.per_minute = 5}, start);
  }
  EXPECT_TRUE(limiter.admit("busy", {.per_minute = 5, .in_flight = 1}, start).refused);
}

TEST(RateLimiter, CountsTheSameFromManyThreads) {
  rate_limiter limiter;
  std::atomic<int> passed{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 5000; ++i) {
        passed += limiter.admit("key", {.per_minute = 1000}, start).refused ? 0 : 1;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(passed, 1000);
}

TEST(RateLimiter, WhatWasAnsweredElsewhereCountsToo) {
  rate_limiter limiter;
  constexpr std::int64_t at = 1'800'000'000;
  const auto left = limiter.charge("key", 5, 3, at);
  EXPECT_EQ(left.limit, 5U);
  EXPECT_EQ(left.remaining, 2U);
  EXPECT_FALSE(limiter.admit("key", {.per_minute = 5}, at).refused);
  EXPECT_EQ(limiter.charge("key", 5, 4, at).remaining, 0U);
  EXPECT_TRUE(limiter.admit("key", {.per_minute = 5}, at + 59).refused);
  EXPECT_FALSE(limiter.admit("key", {.per_minute = 5}, at + 60).refused);
}

TEST(HoldCounter, GivesPlacesUpToTheLimit) {
  std::optional<lease> outlives;
  {
    hold_counter waits;
    auto one = waits.hold("project", 2);
    outlives = waits.hold("project", 2);
    ASSERT_TRUE(one && outlives);
    EXPECT_FALSE(waits.hold("project", 2));
    EXPECT_TRUE(waits.hold("another", 1));
    EXPECT_FALSE(waits.hold("third", 0));
    one->release();
    EXPECT_TRUE(waits.hold("project", 2));
  }
  outlives.reset();  // after its counter: must be harmless
}

}  // namespace
}  // namespace carnet::http
