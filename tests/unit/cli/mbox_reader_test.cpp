// Where messages of an mbox begin and end, and what quoting is taken off.

#include "api/cli/extract/mbox_reader.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

namespace carnet::api::cli {
namespace {

std::vector<std::string> read_all(const std::string& file, std::size_t limit_bytes = 1000) {
  std::istringstream in(file);
  mbox_reader messages(in, limit_bytes);
  std::vector<std::string> out;
  for (std::string message;;) {
    const mbox_state state = messages.next(message);
    if (state == mbox_state::ended) return out;
    out.push_back(state == mbox_state::whole ? message : "too long");
  }
}

TEST(mbox_reader, splits_at_separators_after_empty_lines) {
  const auto found =
      read_all("From a@b Mon\nSubject: 1\n\nx\n\nFrom c@d Tue\r\nSubject: 2\r\n\r\ny");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0], "Subject: 1\n\nx\n\n");
  EXPECT_EQ(found[1], "Subject: 2\r\n\r\ny\n");
}

TEST(mbox_reader, a_separator_inside_a_paragraph_is_text) {
  const auto found = read_all("From a@b\nSubject: 1\n\nhe wrote:\nFrom now on\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], "Subject: 1\n\nhe wrote:\nFrom now on\n");
}

TEST(mbox_reader, takes_one_level_of_quoting_off) {
  const auto found = read_all("From a@b\n\n>From x\n>>From y\n> From z\n>Fromage\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], "\nFrom x\n>From y\n> From z\n>Fromage\n");
}

TEST(mbox_reader, a_message_over_the_limit_is_told_and_the_next_one_read) {
  const std::string large(600, 'x');
  const auto found = read_all(
      "From a\n\n" + large + "\n" + large + "\n\nFrom b\n\nsmall\n\nFrom c\n" + large + large,
      1000);
  EXPECT_EQ(found, (std::vector<std::string>{"too long", "\nsmall\n\n", "too long"}));
}

TEST(mbox_reader, what_comes_before_the_first_separator_is_passed_over) {
  EXPECT_TRUE(read_all("").empty());
  EXPECT_TRUE(read_all("no mailbox\n").empty());
  EXPECT_EQ(read_all("\n\nFrom a\nx\n").size(), 1u);
}

}  // namespace
}  // namespace carnet::api::cli
