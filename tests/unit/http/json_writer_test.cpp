// The writer's bytes against what JSON.stringify gives for the same values.
#include "api/http/json_writer.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>
#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace carnet::http {
namespace {

std::string text_of(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string number_of(double number) {
  std::string out;
  append_json_number(out, number);
  return out;
}

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
  std::string out;
  json_writer json(out);
  json.begin_object();
  json.member("a", 1);
  json.key("b");
  json.begin_array();
  json.value("x");
  json.value(true);
  json.begin_object();
  json.end_object();
  json.begin_array();
  json.end_array();
  json.end_array();
  json.member("c", std::optional<std::string>());
  json.member("d", std::string_view("y"));
  json.member("e", std::uint64_t{18446744073709551615U});
  json.member("f", std::int64_t{-9223372036854775807 - 1});
  json.key("g");
  json.raw("[1]");
  json.end_object();
  EXPECT_EQ(out, R"({"a":1,"b":["x",true,{},[]],"c":null,"d":"y","e":18446744073709551615,)"
                 R"("f":-9223372036854775808,"g":[1]})");
}

TEST(JsonWriter, EscapesAsJavaScriptDoes) {
  EXPECT_EQ(text_of("a\"b\\c/\b\f\n\r\t\x01\x1f\x7f"), R"("a\"b\\c/\b\f\n\r\t\u0001\u001f)"
                                                       "\x7f\"");
  EXPECT_EQ(text_of("h\xC3\xA9 \xE2\x80\xA8 \xF0\x9F\x98\x80"),
            "\"h\xC3\xA9 \xE2\x80\xA8 \xF0\x9F\x98\x80\"");
  EXPECT_EQ(text_of(std::string_view("\0", 1)), R"("\u0000")");
}

TEST(JsonWriter, ReplacesWhatIsNotUtf8) {
  const std::string mark = "\xEF\xBF\xBD";
  EXPECT_EQ(text_of("a\xFF"), "\"a" + mark + "\"");
  EXPECT_EQ(text_of("\xC3"), "\"" + mark + "\"");
  EXPECT_EQ(text_of("\xED\xA0\x80"), "\"" + mark + mark + mark + "\"");  // a surrogate
  EXPECT_EQ(text_of("\xC0\xAF"), "\"" + mark + mark + "\"");             // overlong
  EXPECT_EQ(text_of("\xF4\x90\x80\x80x"), "\"" + mark + mark + mark + mark + "x\"");
}

TEST(JsonWriter, LaysOutNumbersAsJavaScriptDoes) {
  const std::pair<double, const char*> cases[] = {
      {0, "0"},
      {-0.0, "0"},
      {1, "1"},
      {-1.5, "-1.5"},
      {0.1, "0.1"},
      {0.98, "0.98"},
      {100000, "100000"},
      {1e20, "100000000000000000000"},
      {1e21, "1e+21"},
      {1.5e21, "1.5e+21"},
      {123456789012, "123456789012"},
      {1e-6, "0.000001"},
      {1e-7, "1e-7"},
      {1.25e-9, "1.25e-9"},
      {5e-324, "5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {0.30000000000000004, "0.30000000000000004"}};
  for (const auto& [number, text] : cases) EXPECT_EQ(number_of(number), text);
  EXPECT_EQ(number_of(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(number_of(std::numeric_limits<double>::quiet_NaN()), "null");
}

TEST(JsonWriter, WritesWhatParsersReadBack) {
  std::mt19937_64 random(20260404);
  for (int i = 0; i < 20'000; ++i) {
    const double number = std::bit_cast<double>(random());
    if (!std::isfinite(number)) continue;
    EXPECT_EQ(std::strtod(number_of(number).c_str(), nullptr), number);
  }
  for (int i = 0; i < 5'000; ++i) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    boost::json::error_code failed;
    const auto parsed = boost::json::parse(text_of(bytes), failed);
    ASSERT_FALSE(failed) << text_of(bytes);
    ASSERT_TRUE(parsed.is_string());
  }
}

}  // namespace
}  // namespace carnet::http
