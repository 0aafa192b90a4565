// What JSON bodies are let through, and what is said about the others.
#include "api/http/body_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "api/http/query_reader.hpp"

namespace carnet::http {
namespace {

request with_body(std::string body) {
  request asked;
  asked.body = std::move(body);
  return asked;
}

std::string mistake_of(const std::string& body) {
  request asked = with_body(body);
  body_reader reader(asked);
  const auto bad = reader.finish();
  return bad ? std::string(row_of(bad->code).text) + " " + bad->param : "";
}

TEST(BodyReader, ReadsEveryType) {
  request asked =
      with_body(R"({"s":"x","i":24,"w":24.0,"d":0.5,"b":true,"t":["a","b"],"o":{"in":1},"n":null,)"
                R"("list":[{"k":"v"},{}],"m":{"z":[1,{"q":null}]}})");
  body_reader body(asked);
  EXPECT_EQ(body.text("s"), "x");
  EXPECT_EQ(body.integer("i", 1, 720), 24);
  EXPECT_EQ(body.integer("w", 1, 720), 24);
  EXPECT_EQ(body.number("d", 0, 1), 0.5);
  EXPECT_EQ(body.number("i", 0, 100), 24);
  EXPECT_EQ(body.flag("b"), true);
  EXPECT_EQ(body.texts("t"), (std::vector<std::string>{"a", "b"}));
  auto inner = body.object("o");
  ASSERT_TRUE(inner);
  EXPECT_EQ(inner->integer("in", 0, 1), 1);
  EXPECT_EQ(body.text("n"), std::nullopt);
  EXPECT_EQ(body.text("absent"), std::nullopt);
  auto list = body.objects("list", 10);
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 2U);
  EXPECT_EQ((*list)[0].required_text("k"), "v");
  EXPECT_EQ(body.object_text("m", 100), R"({"z":[1,{"q":null}]})");
  EXPECT_TRUE(body.has("s"));
  EXPECT_FALSE(body.has("n"));
  EXPECT_EQ(body.finish(), std::nullopt);
  EXPECT_EQ(asked.ignored_fields, "");
}

TEST(BodyReader, KeepsTheFirstMistakeWithItsPointer) {
  request asked = with_body(R"({"a/b":{"c":[1]},"ttl":721})");
  body_reader body(asked);
  auto inner = body.object("a/b");
  ASSERT_TRUE(inner);
  EXPECT_EQ(inner->texts("c"), std::nullopt);
  EXPECT_EQ(body.integer("ttl", 1, 720), std::nullopt);
  EXPECT_EQ(body.required_text("label"), "");
  const auto bad = body.finish();
  ASSERT_TRUE(bad);
  EXPECT_EQ(bad->code, error_code::invalid_request);
  EXPECT_EQ(bad->param, "/a~1b/c/0");
}

TEST(BodyReader, NamesANumberThatNoDoubleHolds) {
  EXPECT_EQ(mistake_of(R"({"ttlHours":1e400})"), "invalid_request /ttlHours");
  EXPECT_EQ(mistake_of(R"({"ttlHours":-1e999999999999})"), "invalid_request /ttlHours");
  EXPECT_EQ(mistake_of(R"({"a":1,"b/c":[{"d":2},{"e":[0,[],1.5e309]}]})"),
            "invalid_request /b~1c/1/e/2");
  EXPECT_EQ(mistake_of("1e400"), "invalid_request ");
  EXPECT_EQ(mistake_of(R"({"small":1e-400})"), "");
}

TEST(BodyReader, BoundsIntegersAndTexts) {
  for (const auto* wrong :
       {"0", "721", "24.5", "\"24\"", "true", "1e300", "18446744073709551615", "[]", "-1"}) {
    request asked = with_body(std::string(R"({"ttlHours":)") + wrong + "}");
    body_reader body(asked);
    body.integer("ttlHours", 1, 720);
    const auto bad = body.finish();
    ASSERT_TRUE(bad) << wrong;
    EXPECT_EQ(bad->param, "/ttlHours");
  }
  for (const auto* edge : {"1", "720", "7.2e2"}) {
    request asked = with_body(std::string(R"({"ttlHours":)") + edge + "}");
    body_reader body(asked);
    EXPECT_TRUE(body.integer("ttlHours", 1, 720)) << edge;
    EXPECT_FALSE(body.finish()) << edge;
  }
  request asked = with_body(R"({"a":"12345","b":""})");
  body_reader body(asked);
  EXPECT_TRUE(body.text("a", {.bytes_max = 5}));
  EXPECT_FALSE(body.finish());
  EXPECT_FALSE(body.text("b", {.bytes_min = 1}));
  EXPECT_TRUE(body.finish());
}

TEST(BodyReader, AcceptsNoBodyWhereNothingIsRequired) {
  for (const auto* empty : {"", " \r\n", "{}"}) {
    request asked = with_body(empty);
    body_reader body(asked);
    EXPECT_EQ(body.integer("x", 0, 1), std::nullopt);
    EXPECT_FALSE(body.finish());
  }
  request asked = with_body("");
  body_reader body(asked);
  body.required_integer("ttlHours", 1, 720);
  ASSERT_TRUE(body.finish());
  EXPECT_EQ(body.finish()->param, "/ttlHours");
}

TEST(BodyReader, RefusesWhatIsNotStrictJson) {
  for (const auto* wrong :
       {"[]", "1", "null", "{", "{}{}", "{'a':1}", "{\"a\":1,}", "{\"a\":01}", "{\"a\":NaN}",
        "{\"a\":\"\xFF\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\n\"}", "\xEF\xBB\xBF{}", "{} x",
        "{/**/}", "{\"a\":+1}", "{a:1}"}) {
    EXPECT_EQ(mistake_of(wrong), "invalid_request ") << wrong;
  }
}

TEST(BodyReader, RefusesAMemberNamedTwiceAndSaysWhich) {
  EXPECT_EQ(mistake_of(R"({"a":1,"b":2,"a":3})"), "invalid_request /a");
  EXPECT_EQ(mistake_of(R"({"a":1,"\u0061":3})"), "invalid_request /a");
  EXPECT_EQ(mistake_of(R"({"x":{"l":[0,{"k":1,"k":1}]}})"), "invalid_request /x/l/1/k");
  EXPECT_EQ(mistake_of(R"({"a":{"k":1},"b":{"k":1}})"), "");
}

TEST(BodyReader, BoundsNesting) {
  const auto nested = [](std::size_t depth) {
    return R"({"a":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  EXPECT_EQ(mistake_of(nested(32)), "");
  EXPECT_EQ(mistake_of(nested(33)), "invalid_request ");
}

TEST(BodyReader, ListsIgnoredMembersAtMostTen) {
  request asked = with_body(R"({"known":1,"a b":1,"\u00e9":2,"o":{"x":1,"y":2}})");
  body_reader body(asked);
  body.integer("known", 0, 1);
  auto inner = body.object("o");
  inner->integer("x", 0, 1);
  EXPECT_FALSE(body.finish());
  EXPECT_EQ(asked.ignored_fields, "/a%20b, /%C3%A9, /o/y");

  std::string many = "{";
  for (int i = 0; i < 30; ++i) many += (i ? ",\"m" : "\"m") + std::to_string(i) + "\":1";
  request crowded = with_body(many + "}");
  body_reader all(crowded);
  EXPECT_FALSE(all.finish());
  EXPECT_EQ(std::ranges::count(crowded.ignored_fields, ','), 9);
}

TEST(BodyReader, KeepsFreeObjectsExactly) {
  for (const auto* kept :
       {R"({"a":[{},[],""],"b":{"c":null,"d":[true,false]},"e":-1.5,"f":24,"g":1e+21})",
        R"({"n":9223372036854775807,"u":18446744073709551615,"s":0.1,"t":6.666666666666667e+81})",
        R"({"text":"\u0001\"\\\n"})", "{}"}) {
    request asked = with_body(std::string(R"({"metadata":)") + kept + "}");
    body_reader body(asked);
    EXPECT_EQ(body.object_text("metadata", 1000), kept);
    EXPECT_FALSE(body.finish());
  }
  // Digits that a fast parser gets wrong in the last place.
  request asked = with_body(R"({"metadata":{"x":)" + std::string(83, '6') + "2}}");
  body_reader body(asked);
  EXPECT_EQ(body.object_text("metadata", 1000), R"({"x":6.666666666666666e+83})");
  EXPECT_EQ(mistake_of(R"({"x":1e999})"), "invalid_request /x");
}

TEST(BodyReader, CarriesMistakesOfTheCallersOwnRules) {
  request asked = with_body(R"({"policy":{"receiveMode":"OTHER"}})");
  body_reader body(asked);
  auto policy = body.object("policy");
  if (policy->text("receiveMode") != "EDGE_ACCEPT")
    policy->fail("receiveMode", "Only EDGE_ACCEPT.");
  ASSERT_TRUE(body.finish());
  EXPECT_EQ(body.finish()->param, "/policy/receiveMode");
}

}  // namespace
}  // namespace carnet::http
