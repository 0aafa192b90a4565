// What a list that grows beside its readers promises.
#include "storage/append_only_list.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace carnet::storage {
namespace {

TEST(append_only_list, what_is_in_it_keeps_its_address) {
  append_only_list<std::string> list(100);
  const std::string* first = &list.emplace("first");
  for (int n = 1; n < 100; ++n) list.emplace(std::to_string(n));
  EXPECT_EQ(&list[0], first);
  EXPECT_EQ(list[99], "99");
  EXPECT_TRUE(list.contains(99));
  EXPECT_FALSE(list.contains(100));
}

TEST(append_only_list, readers_see_whole_elements_while_it_grows) {
  constexpr std::size_t count = 20'000;
  append_only_list<std::size_t> list(count);
  std::atomic<bool> wrong{false};
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 2; ++reader) {
    readers.emplace_back([&] {
      while (list.size() < count) {
        std::size_t expected = 0;
        for (const std::size_t one : list) wrong = wrong || one != expected++;
      }
    });
  }
  for (std::size_t n = 0; n < count; ++n) list.emplace(n);
  for (auto& reader : readers) reader.join();
  EXPECT_FALSE(wrong);
}

TEST(append_only_list_death, a_place_that_is_not_there_ends_the_process) {
  append_only_list<int> list(1);
  EXPECT_DEATH(list[0], "taken");
  list.emplace(1);
  EXPECT_DEATH(list.emplace(2), "room");
}

}  // namespace
}  // namespace carnet::storage
