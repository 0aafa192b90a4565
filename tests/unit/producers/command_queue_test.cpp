// The writer's queue: bounded per project and in all, fair between projects, background work in its
// share.
#include "producers/writer/command_queue.hpp"

#include <gtest/gtest.h>

#include <map>
#include <thread>

namespace carnet::producers {
namespace {

submission from(std::string project, lane way = lane::caller) {
  submission wanted;
  wanted.project = {std::move(project)};
  wanted.way = way;
  return wanted;
}

std::map<std::string, int> counted(const std::vector<submission>& batch) {
  std::map<std::string, int> counts;
  for (const auto& one : batch) ++counts[one.way == lane::caller ? one.project.text : "background"];
  return counts;
}

void fill(command_queue& queue, const std::string& project, int count, lane way = lane::caller) {
  for (int n = 0; n < count; ++n)
    ASSERT_EQ(queue.push(from(project, way)), command_queue::entry::taken);
}

TEST(command_queue, is_bounded_per_project_and_leaves_room_for_others) {
  command_queue queue({.per_project = 3, .total = 5, .background = 2, .batch = 8});
  fill(queue, "a", 3);
  EXPECT_EQ(queue.push(from("a")), command_queue::entry::full);
  fill(queue, "b", 2);
  EXPECT_EQ(queue.push(from("b")), command_queue::entry::full);
  EXPECT_EQ(queue.push(from("c")), command_queue::entry::full);
  EXPECT_EQ(queue.size(), 5u);
}

TEST(command_queue, background_has_a_bound_of_its_own) {
  command_queue queue({.per_project = 1, .total = 1, .background = 2, .batch = 8});
  fill(queue, "a", 1);
  fill(queue, "a", 2, lane::background);
  EXPECT_EQ(queue.push(from("a", lane::background)), command_queue::entry::full);
}

TEST(command_queue, hands_a_refused_command_back_unmoved) {
  command_queue queue({.per_project = 0, .total = 8, .background = 8, .batch = 8});
  submission wanted = from("a");
  wanted.command_id = "kept";
  EXPECT_EQ(queue.push(std::move(wanted)), command_queue::entry::full);
  EXPECT_EQ(wanted.command_id, "kept");
}

TEST(command_queue, serves_projects_in_turn) {
  command_queue queue({.per_project = 100, .total = 1000, .background = 8, .batch = 6});
  fill(queue, "flood", 50);
  fill(queue, "b", 2);
  fill(queue, "c", 2);
  EXPECT_EQ(counted(queue.pop_batch()),
            (std::map<std::string, int>{{"b", 2}, {"c", 2}, {"flood", 2}}));
  EXPECT_EQ(counted(queue.pop_batch()), (std::map<std::string, int>{{"flood", 6}}));
}

TEST(command_queue, goes_on_where_the_last_batch_stopped) {
  command_queue queue({.per_project = 100, .total = 1000, .background = 8, .batch = 2});
  for (const auto* project : {"a", "b", "c", "d", "e"}) fill(queue, project, 4);
  std::map<std::string, int> served;
  for (int batches = 0; batches < 5; ++batches) {
    for (const auto& [project, count] : counted(queue.pop_batch())) served[project] += count;
  }
  for (const auto& [project, count] : served) EXPECT_EQ(count, 2) << project;
  EXPECT_EQ(served.size(), 5u);
}

TEST(command_queue, keeps_the_order_of_each_project) {
  command_queue queue({.per_project = 100, .total = 1000, .background = 8, .batch = 7});
  for (char n = 0; n < 20; ++n) {
    for (const auto* project : {"a", "b"}) {
      submission wanted = from(project);
      wanted.seed = std::string(1, n);
      ASSERT_EQ(queue.push(std::move(wanted)), command_queue::entry::taken);
    }
  }
  std::map<std::string, char> next;
  while (queue.size() > 0) {
    for (const auto& one : queue.pop_batch()) EXPECT_EQ(one.seed[0], next[one.project.text]++);
  }
  EXPECT_EQ(next["a"], 20);
}

TEST(command_queue, background_takes_a_quarter_while_callers_wait_and_all_when_none_do) {
  command_queue queue({.per_project = 100, .total = 1000, .background = 100, .batch = 16});
  fill(queue, "a", 20);
  fill(queue, "x", 30, lane::background);
  EXPECT_EQ(counted(queue.pop_batch()), (std::map<std::string, int>{{"a", 12}, {"background", 4}}));
  EXPECT_EQ(counted(queue.pop_batch()), (std::map<std::string, int>{{"a", 8}, {"background", 4}}));
  EXPECT_EQ(counted(queue.pop_batch()), (std::map<std::string, int>{{"background", 16}}));
}

TEST(command_queue, closed_it_takes_no_more_and_hands_out_the_rest) {
  command_queue queue({.per_project = 8, .total = 8, .background = 8, .batch = 8});
  fill(queue, "a", 1);
  queue.close();
  EXPECT_EQ(queue.push(from("a")), command_queue::entry::closed);
  EXPECT_EQ(queue.pop_batch().size(), 1u);
  EXPECT_TRUE(queue.pop_batch().empty());
  queue.open();
  fill(queue, "a", 1);
}

TEST(command_queue, waits_no_longer_than_it_is_told_and_can_be_woken) {
  command_queue queue({.per_project = 8, .total = 8, .background = 8, .batch = 8});
  EXPECT_TRUE(queue.pop_batch_within(std::chrono::milliseconds(1)).empty());
  queue.wake();
  EXPECT_TRUE(queue.pop_batch_within(std::chrono::hours(1)).empty());
  fill(queue, "a", 2);
  EXPECT_EQ(queue.pop_batch_within(std::chrono::hours(1)).size(), 2u);
}

TEST(command_queue, a_waiting_writer_gets_every_command_of_many_threads) {
  command_queue queue({.per_project = 10'000, .total = 20'000, .background = 8, .batch = 64});
  std::size_t served = 0;
  std::thread writer([&] {
    for (auto batch = queue.pop_batch(); !batch.empty(); batch = queue.pop_batch()) {
      served += batch.size();
    }
  });
  std::vector<std::thread> callers;
  for (const auto* project : {"a", "b", "c", "d"}) {
    callers.emplace_back([&queue, project] { fill(queue, project, 2000); });
  }
  for (auto& caller : callers) caller.join();
  queue.close();
  writer.join();
  EXPECT_EQ(served, 8000u);
}

}  // namespace
}  // namespace carnet::producers
