// The wheel fires neither early nor much late, whatever is moved, cancelled or set while it turns.
#include "api/http/deadline_wheel.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <random>
#include <vector>

namespace carnet::http {
namespace {

using std::chrono::milliseconds;
constexpr auto tick = deadline_wheel::tick_length;

struct probe final : timed {
  std::function<void()> then;
  int fired = 0;
  void on_deadline() override {
    ++fired;
    if (then) then();
  }
};

int turns_until(deadline_wheel& wheel, const probe& one, int most) {
  for (int i = 1; i <= most; ++i) {
    wheel.turn();
    if (one.fired > 0) return i;
  }
  return 0;
}

TEST(DeadlineWheel, FiresOnceAndNeverEarly) {
  deadline_wheel wheel;
  probe one;
  wheel.set(one, tick * 4);
  const int turns = turns_until(wheel, one, 20);
  EXPECT_GE(turns, 4);
  EXPECT_LE(turns, 6);
  for (int i = 0; i < 2000; ++i) wheel.turn();
  EXPECT_EQ(one.fired, 1);
}

TEST(DeadlineWheel, MovesDeadlinesBothWays) {
  deadline_wheel wheel;
  probe later;
  probe sooner;
  wheel.set(later, tick * 4);
  wheel.set(later, tick * 40);
  wheel.set(sooner, tick * 40);
  wheel.set(sooner, tick * 4);
  EXPECT_LE(turns_until(wheel, sooner, 20), 6);
  EXPECT_EQ(later.fired, 0);
  EXPECT_GE(turns_until(wheel, later, 60), 30);
}

TEST(DeadlineWheel, ReachesBeyondOneRound) {
  deadline_wheel wheel;
  probe far;
  wheel.set(far, tick * 1500);
  const int turns = turns_until(wheel, far, 3000);
  EXPECT_GE(turns, 1500);
  EXPECT_LE(turns, 1502);
}

TEST(DeadlineWheel, LetsCallbacksSetAndCancel) {
  deadline_wheel wheel;
  probe again;
  probe victim;
  again.then = [&] {
    wheel.cancel(victim);
    if (again.fired < 3) wheel.set(again, tick);
  };
  wheel.set(victim, tick * 2);
  wheel.set(again, tick * 2);
  for (int i = 0; i < 50; ++i) wheel.turn();
  EXPECT_EQ(again.fired, 3);
  EXPECT_LE(victim.fired, 1);
}

TEST(DeadlineWheel, AgreesWithAPlainModel) {
  deadline_wheel wheel;
  std::mt19937 random(42);
  std::vector<std::unique_ptr<probe>> probes(200);
  std::vector<int> due(probes.size(), -1);
  for (auto& one : probes) one = std::make_unique<probe>();
  for (int now = 0; now < 5000; ++now) {
    for (int change = 0; change < 5; ++change) {
      const std::size_t at = random() % probes.size();
      if (random() % 4 == 0) {
        wheel.cancel(*probes[at]);
        due[at] = -1;
      } else {
        const int ticks = static_cast<int>(random() % 900);
        wheel.set(*probes[at], tick * ticks);
        due[at] = now + ticks + 1;
      }
    }
    wheel.turn();
    for (std::size_t at = 0; at < probes.size(); ++at) {
      const bool expected = due[at] == now + 1;
      ASSERT_EQ(probes[at]->fired, expected ? 1 : 0) << "probe " << at << " at " << now;
      if (expected) due[at] = -1;
      probes[at]->fired = 0;
    }
  }
}

}  // namespace
}  // namespace carnet::http
