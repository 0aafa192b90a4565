// Fields of comma-separated values, and what spreadsheets make of them.
#include "api/exports/csv.hpp"

#include <gtest/gtest.h>

namespace carnet::exports {
namespace {

std::string field(std::string_view text) {
  std::string line;
  append_field(line, text, true);
  return line;
}

TEST(csv, quotes_what_would_break_the_line) {
  EXPECT_EQ(field("plain text"), "plain text");
  EXPECT_EQ(field(""), "");
  EXPECT_EQ(field("a,b"), "\"a,b\"");
  EXPECT_EQ(field("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(field("two\r\nlines"), "\"two\r\nlines\"");
}

TEST(csv, defuses_formulas) {
  for (const std::string_view text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"}) {
    EXPECT_EQ(field(text), "\"'" + std::string(text) + "\"");
  }
  for (const std::string_view text : {"1=1", "a-b", "x@y.example", "<id@shop.example>", "   "}) {
    EXPECT_EQ(field(text), text);
  }
}

TEST(csv, joins_fields_and_ends_lines) {
  std::string line;
  append_field(line, "a", true);
  append_field(line, "");
  append_field(line, "c");
  end_line(line);
  EXPECT_EQ(line, "a,,c\r\n");
}

}  // namespace
}  // namespace carnet::exports
