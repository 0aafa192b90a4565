// Completions arrive once each, in order per thread, and wake a loop once per batch.
#include "api/http/completion.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

namespace carnet::http {
namespace {

struct mark final : completion {
  std::vector<int>* into = nullptr;
  int number = 0;
  void complete() override { into->push_back(number); }
};

TEST(CompletionList, CompletesInTheOrderPushed) {
  int wakes = 0;
  completion_list list([&] { ++wakes; });
  std::vector<int> seen;
  std::vector<mark> marks(5);
  for (int i = 0; i < 5; ++i) {
    marks[static_cast<std::size_t>(i)].into = &seen;
    marks[static_cast<std::size_t>(i)].number = i;
    list.push(marks[static_cast<std::size_t>(i)]);
  }
  EXPECT_EQ(wakes, 1);
  list.drain();
  EXPECT_EQ(seen, (std::vector<int>{0, 1, 2, 3, 4}));
  list.push(marks[2]);
  EXPECT_EQ(wakes, 2);
}

TEST(CompletionBatch, WakesEachLoopOnceAtItsEnd) {
  int wakes = 0;
  completion_list first([&] { ++wakes; });
  completion_list second([&] { ++wakes; });
  std::vector<int> seen;
  std::vector<mark> marks(6);
  {
    const completion_batch batch;
    for (int i = 0; i < 6; ++i) {
      auto& one = marks[static_cast<std::size_t>(i)];
      one.into = &seen;
      one.number = i;
      (i % 2 == 0 ? first : second).push(one);
    }
    EXPECT_EQ(wakes, 0);
    first.drain();
    EXPECT_TRUE(seen.empty());
  }
  EXPECT_EQ(wakes, 2);
  first.drain();
  second.drain();
  EXPECT_EQ(seen, (std::vector<int>{0, 2, 4, 1, 3, 5}));
}

TEST(CompletionList, LosesNothingBetweenThreads) {
  constexpr int per_thread = 20'000;
  std::atomic<int> pending{0};
  completion_list list([&] { pending = 1; });
  std::vector<int> seen;
  std::vector<std::unique_ptr<mark[]>> marks;
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) marks.push_back(std::make_unique<mark[]>(per_thread));
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < per_thread; ++i) {
        mark& one = marks[static_cast<std::size_t>(t)][static_cast<std::size_t>(i)];
        one.into = &seen;
        one.number = i * 3 + t;
        list.push(one);
      }
    });
  }
  while (seen.size() < 3 * per_thread) {
    if (pending.exchange(0) != 0) list.drain();
  }
  for (auto& thread : threads) thread.join();
  std::vector<int> last(3, -1);
  for (const int number : seen) {
    ASSERT_GT(number, last[static_cast<std::size_t>(number % 3)]);
    last[static_cast<std::size_t>(number % 3)] = number;
  }
}

}  // namespace
}  // namespace carnet::http
