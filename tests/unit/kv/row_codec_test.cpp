// Row values: they come back, shorter rows of older versions read with defaults, damage ends the
// process.
#include "storage/kv/row_codec.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/random_source.hpp"

namespace carnet::storage {
namespace {

enum class colour : std::uint8_t { red = 1, blue = 2 };

struct sample {
  std::uint64_t large = 0;
  std::int64_t signed_number = 0;
  bool flag = false;
  colour shade = colour::red;
  std::string text;
  identity_id id;
  std::vector<std::string> list;
  std::vector<std::uint64_t> numbers;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.large, r.signed_number, r.flag, r.shade, r.text, r.id, r.list, r.numbers);
  }
  bool operator==(const sample&) const = default;
};

// What an older version of the program wrote of it.
struct older_sample {
  std::uint64_t large = 0;
  std::int64_t signed_number = 0;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.large, r.signed_number);
  }
};

sample random_sample(test::random_source& chance) {
  sample row;
  row.large = chance.next() >> chance.below(64);
  row.signed_number = static_cast<std::int64_t>(chance.next());
  row.flag = chance.chance(500);
  row.shade = chance.chance(500) ? colour::red : colour::blue;
  row.text = chance.bytes(chance.below(300));
  row.id = chance.id<identity_tag>();
  for (auto n = chance.below(5); n > 0; --n) row.list.push_back(chance.bytes(chance.below(20)));
  for (auto n = chance.below(5); n > 0; --n) row.numbers.push_back(chance.next());
  return row;
}

TEST(row_codec, rows_come_back) {
  test::random_source chance(1);
  for (int n = 0; n < 1000; ++n) {
    const sample row = random_sample(chance);
    EXPECT_EQ(decode_row<sample>(encode_row(row)), row);
  }
  EXPECT_EQ(decode_row<sample>(encode_row(sample{})), sample{});
}

TEST(row_codec, extreme_numbers_come_back) {
  for (const auto value :
       {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{127},
        std::int64_t{128}, std::numeric_limits<std::int64_t>::max()}) {
    sample row;
    row.signed_number = value;
    row.large = std::numeric_limits<std::uint64_t>::max();
    EXPECT_EQ(decode_row<sample>(encode_row(row)), row);
  }
}

TEST(row_codec, an_older_row_leaves_the_new_members_at_their_defaults) {
  const sample row = decode_row<sample>(encode_row(older_sample{7, -3}));
  sample expected;
  expected.large = 7;
  expected.signed_number = -3;
  EXPECT_EQ(row, expected);
}

TEST(row_codec_death, damaged_rows_end_the_process) {
  const std::string whole = encode_row(random_sample(*std::make_unique<test::random_source>(4)));
  std::string cut = encode_row(sample{.text = "twenty characters...."});
  EXPECT_DEATH(decode_row<sample>(""), "known version");
  EXPECT_DEATH(decode_row<sample>("\x02"), "known version");
  EXPECT_DEATH(decode_row<sample>(std::string_view(cut).substr(0, 10)), "whole");
  EXPECT_DEATH(decode_row<sample>("\x01\xff"), "whole");
}

}  // namespace
}  // namespace carnet::storage
