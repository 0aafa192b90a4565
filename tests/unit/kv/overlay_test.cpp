// The overlay against a plain map that has the same writes: reads, ranges in both directions, early
// stops.
#include "storage/kv/overlay.hpp"

#include <gtest/gtest.h>

#include "tests/support/memory_rows.hpp"
#include "tests/support/random_source.hpp"

namespace carnet::storage {
namespace {

using test::memory_rows;
using test::random_source;
using rows = std::vector<std::pair<std::string, std::string>>;

std::string some_key(random_source& chance) {
  std::string key;
  for (auto n = 1 + chance.below(3); n > 0; --n)
    key.push_back(static_cast<char>('a' + chance.below(4)));
  return key;
}

rows range(const row_reader& from, std::string_view low, std::string_view high, bool back,
           std::size_t limit) {
  rows seen;
  const auto visit = [&](std::string_view key, std::string_view value) {
    seen.emplace_back(key, value);
    return seen.size() < limit;
  };
  back ? from.scan_back(low, high, visit) : from.scan(low, high, visit);
  return seen;
}

void write_both(random_source& chance, row_writer& a, row_writer& b) {
  const std::string key = some_key(chance);
  if (chance.chance(300)) {
    a.erase(key);
    b.erase(key);
  } else {
    const std::string value = chance.bytes(chance.below(4));
    a.put(key, value);
    b.put(key, value);
  }
}

void compare_with_model(std::uint64_t seed) {
  random_source chance(seed);
  memory_rows base, model;
  for (auto n = chance.below(40); n > 0; --n) write_both(chance, base, model);
  overlay above(base);
  for (auto n = chance.below(40); n > 0; --n) {
    write_both(chance, above, model);
    const std::string key = some_key(chance);
    EXPECT_EQ(above.get(key), model.get(key));
  }
  for (int n = 0; n < 40; ++n) {
    std::string low = some_key(chance), high = some_key(chance);
    if (high < low) std::swap(low, high);
    const std::size_t limit = chance.chance(300) ? 1 + chance.below(3) : 1000;
    const bool back = chance.chance(500);
    EXPECT_EQ(range(above, low, high, back, limit), range(model, low, high, back, limit))
        << low << ".." << high << (back ? " back" : "");
  }
}

TEST(overlay, reads_as_if_everything_had_been_written) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    compare_with_model(seed);
  }
}

TEST(overlay, written_in_one_piece_it_makes_the_base_the_model) {
  random_source chance(11);
  memory_rows base, model;
  for (int n = 0; n < 30; ++n) write_both(chance, base, model);
  overlay above(base);
  for (int n = 0; n < 50; ++n) write_both(chance, above, model);
  memory_rows written = base;
  above.each([&written](std::string_view key, std::optional<std::string_view> value) {
    value ? written.put(key, *value) : written.erase(key);
  });
  EXPECT_TRUE(written == model);
}

TEST(overlay, cleared_it_is_the_base_again) {
  memory_rows base;
  base.put("a", "1");
  overlay above(base);
  above.put("a", "2");
  above.put("b", "3");
  EXPECT_FALSE(above.empty());
  above.clear();
  EXPECT_TRUE(above.empty());
  EXPECT_EQ(above.get("a"), "1");
  EXPECT_EQ(above.get("b"), std::nullopt);
}

}  // namespace
}  // namespace carnet::storage
