// The stored form of records: every fact comes back as it went in, and damage is told, never
// guessed at.
#include "schemas/codec.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "schemas/event_numbers.hpp"
#include "tests/support/random_events.hpp"

namespace carnet::schemas {
namespace {

using test::random_event;
using test::random_record;
using test::random_source;

constexpr std::size_t kinds = std::variant_size_v<event>;

record with(event e) {
  random_source chance(1);
  record rec;
  rec.command_id = chance.bytes(16);
  rec.seed = chance.bytes(16);
  rec.recorded_at = 1'750'000'000'000'000;
  rec.events.push_back(std::move(e));
  return rec;
}

class each_event : public testing::TestWithParam<std::size_t> {};

TEST_P(each_event, comes_back_as_it_went_in) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    random_source chance(seed);
    const record rec = with(random_event(GetParam(), chance));
    ASSERT_EQ(rec.events.front().index(), GetParam());
    const auto back = decode(encode(rec));
    ASSERT_TRUE(back.has_value()) << back.error().what;
    EXPECT_EQ(*back, rec) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(codec, each_event, testing::Range<std::size_t>(0, kinds));

TEST(codec, empty_facts_come_back_empty) {
  record rec;
  rec.events.emplace_back(identities_provisioned{});
  rec.events.emplace_back(mail_received{});
  rec.reply = recorded_reply{};
  EXPECT_EQ(decode(encode(rec)).value(), rec);
}

TEST(codec, records_of_many_facts_come_back) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    random_source chance(seed);
    const record rec = random_record(chance);
    ASSERT_EQ(decode(encode(rec)).value(), rec) << "seed " << seed;
  }
}

TEST(codec, the_largest_creation_comes_back) {
  random_source chance(3);
  record rec = with(random_event(0, chance));
  auto& items = std::get<identities_provisioned>(rec.events.front()).items;
  items.resize(10'000, items.front());
  EXPECT_EQ(decode(encode(rec)).value(), rec);
}

TEST(codec, the_same_record_gives_the_same_bytes) {
  random_source one(9), other(9);
  const record rec = random_record(one);
  const std::string first = encode(rec);
  for (int n = 0; n < 10; ++n) encode(random_record(one));
  EXPECT_EQ(encode(random_record(other)), first);
}

TEST(codec, truncated_records_are_corrupt) {
  random_source chance(5);
  const std::string whole = encode(random_record(chance));
  for (std::size_t size = 0; size + 8 < whole.size(); ++size) {
    const auto back = decode(std::string_view(whole).substr(0, size));
    if (!back) {
      EXPECT_EQ(back.error().code, failure_code::corrupt);
    }
  }
  EXPECT_FALSE(decode("").has_value());
  EXPECT_FALSE(decode("short").has_value());
}

TEST(codec, random_bytes_and_flipped_bits_never_crash) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    random_source chance(seed);
    decode(chance.bytes(chance.below(300)));
    std::string damaged = encode(random_record(chance));
    for (auto flips = 1 + chance.below(4); flips > 0; --flips) {
      damaged[chance.below(damaged.size())] ^= static_cast<char>(1 << chance.below(8));
    }
    const auto back = decode(damaged);
    if (!back) {
      EXPECT_TRUE(back.error().code == failure_code::corrupt ||
                  back.error().code == failure_code::unsupported);
    }
  }
}

// The bytes of each event as released: decoded to the same values, encoded to the same bytes.
class golden_event : public testing::TestWithParam<std::size_t> {
 protected:
  static std::size_t number() { return event_numbers[GetParam()]; }
  static std::string name() { return "event_" + std::to_string(number()); }
  static std::string path() { return CARNET_GOLDEN_DIRECTORY "/events/" + name() + ".bin"; }
};

TEST_P(golden_event, still_means_what_it_meant) {
  random_source chance(999 + number());
  const record rec = with(random_event(GetParam(), chance));
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path(), std::ios::binary) << encode(rec);
  }
  std::ifstream file(path(), std::ios::binary);
  ASSERT_TRUE(file.good()) << path() << " is missing; UPDATE_GOLDEN=1 writes it";
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const auto back = decode(bytes.str());
  ASSERT_TRUE(back.has_value()) << back.error().what;
  EXPECT_EQ(*back, rec);
  EXPECT_EQ(bytes.str(), encode(rec));
}

INSTANTIATE_TEST_SUITE_P(codec, golden_event, testing::Range<std::size_t>(0, kinds));

}  // namespace
}  // namespace carnet::schemas
