// Decoding of queries and the typed reading of their parameters.
#include "api/http/query_reader.hpp"

#include <gtest/gtest.h>

namespace carnet::http {
namespace {

request with_query(std::string_view text) {
  request asked;
  EXPECT_TRUE(parse_query(text, asked.query)) << text;
  return asked;
}

TEST(Query, IsDecoded) {
  const request asked = with_query("a=1+2&b=%C3%A9%26&c&&d=");
  ASSERT_EQ(asked.query.size(), 4U);
  EXPECT_EQ(asked.query[0].second, "1 2");
  EXPECT_EQ(asked.query[1].second, "\xC3\xA9&");
  EXPECT_EQ(asked.query[2], named_text("c", ""));
  EXPECT_EQ(asked.query[3], named_text("d", ""));
}

TEST(Query, IsRefusedWhenBroken) {
  std::vector<named_text> into;
  for (const auto* wrong : {"a=%", "a=%4", "a=%zz", "a=%FF", "%C3=1"}) {
    into.clear();
    EXPECT_FALSE(parse_query(wrong, into)) << wrong;
  }
}

TEST(Query, HoldsAHundredAndTwentyEightPairs) {
  std::vector<named_text> into;
  std::string many = "p=1";
  for (int i = 1; i < 128; ++i) many += "&p=1";
  EXPECT_TRUE(parse_query(many, into));
  into.clear();
  EXPECT_FALSE(parse_query(many + "&p=1", into));
}

TEST(QueryReader, ReadsTypedParameters) {
  const request asked = with_query("limit=20&cursor=abc&all=true&wait=0.5");
  query_reader query(asked);
  EXPECT_EQ(query.integer("limit", 1, 100), 20);
  EXPECT_EQ(query.text("cursor"), "abc");
  EXPECT_EQ(query.flag("all"), true);
  EXPECT_EQ(query.number("wait", 0, 60), 0.5);
  EXPECT_EQ(query.integer("absent", 1, 100), std::nullopt);
  EXPECT_TRUE(query.has("limit"));
  EXPECT_FALSE(query.finish());
}

TEST(QueryReader, NamesTheParameterAtFault) {
  for (const auto* wrong : {"limit=0", "limit=101", "limit=", "limit=1.5", "limit=+5", "limit= 5",
                            "limit=99999999999999999999", "limit=1&limit=2"}) {
    const request asked = with_query(wrong);
    query_reader query(asked);
    query.integer("limit", 1, 100);
    ASSERT_TRUE(query.finish()) << wrong;
    EXPECT_EQ(query.finish()->param, "limit");
  }
  const request asked = with_query("wait=nan&all=yes");
  query_reader query(asked);
  EXPECT_FALSE(query.number("wait", 0, 60));
  EXPECT_EQ(query.finish()->param, "wait");
}

TEST(QueryReader, GivesEveryValueOfAParameterThatMayRepeat) {
  const request asked = with_query("to=a&x=1&to=b");
  query_reader query(asked);
  EXPECT_EQ(query.texts("to", 2), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(query.texts("none", 2).empty());
  EXPECT_FALSE(query.finish());
  query.texts("to", 1);
  EXPECT_EQ(query.finish()->param, "to");
}

}  // namespace
}  // namespace carnet::http
