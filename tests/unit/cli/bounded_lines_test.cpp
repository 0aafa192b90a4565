// Lines of every length around the limit and around the reader's own buffer.

#include "api/cli/extract/bounded_lines.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace carnet::api::cli {
namespace {

TEST(bounded_lines, gives_each_line_once_with_and_without_a_last_end) {
  std::istringstream in("a\n\nbc");
  bounded_lines lines(in, 10);
  std::string line;
  EXPECT_EQ(lines.next(line), line_state::whole);
  EXPECT_EQ(line, "a");
  EXPECT_EQ(lines.next(line), line_state::whole);
  EXPECT_EQ(line, "");
  EXPECT_EQ(lines.next(line), line_state::whole);
  EXPECT_EQ(line, "bc");
  EXPECT_EQ(lines.number(), 3u);
  EXPECT_EQ(lines.next(line), line_state::ended);
}

TEST(bounded_lines, lengths_around_limit_and_buffer) {
  constexpr std::size_t limit = 65'536;
  for (const std::size_t length : {limit - 2, limit - 1, limit, limit + 1, 2 * limit, 3 * limit}) {
    for (const bool ended : {true, false}) {
      std::istringstream in(std::string(length, 'x') + (ended ? "\nnext" : ""));
      bounded_lines lines(in, limit);
      std::string line;
      const auto expected = length <= limit ? line_state::whole : line_state::too_long;
      ASSERT_EQ(lines.next(line), expected) << length;
      EXPECT_EQ(line.size(), length <= limit ? length : 0) << length;
      ASSERT_EQ(lines.next(line), ended ? line_state::whole : line_state::ended) << length;
      EXPECT_EQ(line, ended ? "next" : "");
    }
  }
}

}  // namespace
}  // namespace carnet::api::cli
