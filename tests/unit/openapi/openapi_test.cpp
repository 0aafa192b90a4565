// The embedded document, and the comparison that keeps it and the route table together.
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/http/errors.hpp"
#include "api/http/operations_routes.hpp"
#include "api/openapi/document.hpp"

namespace carnet::openapi {
namespace {

namespace json = boost::json;
using http::access;
using http::method;
using http::route;
using testing::Contains;
using testing::HasSubstr;

const json::value& parsed() {
  static const json::value made = json::parse(openapi::document());
  return made;
}

// Calls `visit` with every object of the value.
template <class Visit>
void walk(const json::value& from, const Visit& visit) {
  if (const auto* object = from.if_object()) {
    visit(*object);
    for (const auto& member : *object) walk(member.value(), visit);
  } else if (const auto* array = from.if_array()) {
    for (const auto& element : *array) walk(element, visit);
  }
}

TEST(Document, IsOpenApi31AndEveryReferenceResolves) {
  EXPECT_EQ(parsed().at("openapi").as_string(), "3.1.0");
  std::size_t references = 0;
  walk(parsed(), [&](const json::object& object) {
    const json::value* reference = object.if_contains("$ref");
    if (reference == nullptr || !reference->is_string()) return;
    ++references;
    json::error_code failed;
    EXPECT_NE(parsed().find_pointer(reference->as_string().subview(1), failed), nullptr)
        << reference->as_string();
  });
  EXPECT_GT(references, 300U);
}

TEST(Document, NamesEveryErrorCodeOfTheTableAndNoOther) {
  std::vector<std::string> documented;
  for (const auto& one : parsed().at_pointer("/components/schemas/errorCode/enum").as_array()) {
    documented.emplace_back(one.as_string().data(), one.as_string().size());
  }
  std::vector<std::string> known;
  for (const auto& row : http::error_table()) known.emplace_back(row.text);
  EXPECT_THAT(documented, testing::UnorderedElementsAreArray(known));
  for (const auto& row : http::error_table()) {
    const std::string at = "/components/responses/" + std::to_string(row.status) +
                           "/content/application~1json/schema/allOf/1/properties/code/enum";
    json::error_code failed;
    const auto* codes = parsed().find_pointer(at, failed);
    ASSERT_NE(codes, nullptr) << row.status;
    EXPECT_TRUE(std::ranges::any_of(codes->as_array(), [&](const json::value& one) {
      return one.as_string() == json::string_view(row.text.data(), row.text.size());
    })) << row.text;
  }
}

TEST(Document, OperationIdsAreUnique) {
  std::vector<std::string> seen;
  walk(parsed().at("paths"), [&](const json::object& object) {
    if (const auto* id = object.if_contains("operationId")) {
      EXPECT_THAT(seen, testing::Not(Contains(std::string(id->as_string()))));
      seen.emplace_back(id->as_string());
    }
  });
}

constexpr std::string_view small = R"({"paths":{"/a/{id}":{"get":{"security":[{"apiKey":[]}],
  "x-carnet-scope":"s","parameters":[{"name":"id","in":"path"}],
  "responses":{"200":{"content":{"application/json":{"schema":{}}}}}}}}})";

route row_of(std::string_view pattern) {
  return {method::get, pattern, [](http::request&, http::exchange) {}, access::api_key, "s"};
}

TEST(Differences, AreNoneWhenBothAgree) {
  EXPECT_THAT(openapi_differences(small, {row_of("/a/{id}")}), testing::IsEmpty());
}

TEST(Differences, AreFoundInBothDirections) {
  const auto found = openapi_differences(small, {row_of("/b")});
  EXPECT_THAT(found, Contains("GET /b is not in the document"));
  EXPECT_THAT(found, Contains("get /a/{id} is served by no route"));
}

TEST(Differences, AreFoundInEveryProperty) {
  route other = row_of("/a/{id}");
  other.scope = "t";
  EXPECT_THAT(openapi_differences(small, {other}), Contains(HasSubstr("scope")));
  other = row_of("/a/{id}");
  other.who = access::open;
  EXPECT_THAT(openapi_differences(small, {other}), Contains(HasSubstr("security")));
  other = row_of("/a/{id}");
  other.needs_idempotency_key = true;
  EXPECT_THAT(openapi_differences(small, {other}), Contains(HasSubstr("Idempotency-Key")));
  other = row_of("/a/{id}");
  other.secret = true;
  EXPECT_THAT(openapi_differences(small, {other}), Contains(HasSubstr("secret")));
  std::string undeclared(small);
  undeclared.replace(undeclared.find("\"path\""), 6, "\"query\"");
  EXPECT_THAT(openapi_differences(undeclared, {row_of("/a/{id}")}),
              Contains(HasSubstr("path parameter id")));
}

TEST(Differences, NoneForTheOperationsRoutes) {
  std::vector<route> table;
  http::append_operations_routes(table, {});
  for (const auto& found : openapi_differences(document(), table)) {
    EXPECT_THAT(found, HasSubstr("is served by no route"));
  }
}

}  // namespace
}  // namespace carnet::openapi
