// The table of rows in memory: the newest change of a key, in order, with places that stay good.
#include "storage/kv/memtable.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace carnet::storage {
namespace {

std::string random_key(std::mt19937_64& random) {
  std::string key(random() % 24, '\0');
  for (char& c : key) c = static_cast<char>(random() % 3 == 0 ? 0xff : random() % 3);
  return key;
}

TEST(memtable, orders_keys_as_their_bytes) {
  std::mt19937_64 random(1);
  memtable table;
  std::map<std::string, std::optional<std::string>> model;
  for (int turn = 0; turn < 20'000; ++turn) {
    const std::string key = random_key(random);
    if (random() % 4 == 0) {
      table.erase(key);
      model[key] = std::nullopt;
    } else {
      table.put(key, std::to_string(turn));
      model[key] = std::to_string(turn);
    }
  }
  ASSERT_EQ(table.rows().size(), model.size());
  auto expected = model.begin();
  for (const table_row& row : table.rows()) {
    ASSERT_EQ(row.key(), expected->first);
    ASSERT_EQ(row.change().is_removal(), !expected->second.has_value());
    if (expected->second) {
      ASSERT_EQ(row.change().value(), *expected->second);
    }
    ++expected;
  }
}

TEST(memtable, tells_an_empty_value_from_a_removed_row) {
  memtable table;
  table.put("a", "");
  table.erase("b");
  EXPECT_FALSE(table.find("a")->is_removal());
  EXPECT_TRUE(table.find("b")->is_removal());
  EXPECT_FALSE(table.find("c").has_value());
}

TEST(memtable, keeps_what_it_once_gave_out) {
  memtable table;
  table.put("a", "first");
  const std::string_view before = table.find("a")->value();
  table.put("large", std::string(100'000, 'x'));
  for (int n = 0; n < 10'000; ++n) table.put("a", std::to_string(n));
  EXPECT_EQ(before, "first");
}

TEST(memtable, can_be_used_again_once_cleared) {
  memtable table;
  for (int turn = 0; turn < 3; ++turn) {
    table.put("large", std::string(100'000, 'x'));
    table.put("a", std::to_string(turn));
    EXPECT_EQ(table.find("a")->value(), std::to_string(turn));
    EXPECT_GT(table.bytes(), 100'000U);
    table.clear();
    EXPECT_TRUE(table.empty());
    EXPECT_EQ(table.bytes(), 0U);
    EXPECT_FALSE(table.find("a").has_value());
  }
}

}  // namespace
}  // namespace carnet::storage
