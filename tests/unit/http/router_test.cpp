// The route table's matching: literals before parameters, 404 and 405, HEAD, decoding.
#include "api/http/router.hpp"

#include <gtest/gtest.h>

namespace carnet::http {
namespace {

route row(method verb, std::string_view pattern) {
  return {verb, pattern, [](request&, exchange) {}};
}

router made() {
  std::vector<route> table = {row(method::get, "/v1/identities"),
                              row(method::post, "/v1/identities"),
                              row(method::get, "/v1/identities/{id}"),
                              row(method::get, "/v1/identities/{id}/events"),
                              row(method::get, "/v1/identities/events/recent"),
                              row(method::get, "/v1/identities/{id}/events/{eventId}/secret"),
                              row(method::post, "/v1/identities/{id}/squash")};
  table[5].secret = true;
  return router(std::move(table));
}

std::string_view found(const router& routes, method verb, std::string_view path) {
  const auto match = routes.find(verb, path);
  return match.found != nullptr ? match.found->pattern : "";
}

TEST(Router, PrefersLiteralsAndFallsBackToParameters) {
  const router routes = made();
  EXPECT_EQ(found(routes, method::get, "/v1/identities/events/recent"),
            "/v1/identities/events/recent");
  EXPECT_EQ(found(routes, method::get, "/v1/identities/events/events"),
            "/v1/identities/{id}/events");
  EXPECT_EQ(found(routes, method::get, "/v1/identities/events"), "/v1/identities/{id}");
  EXPECT_EQ(found(routes, method::get, "/v1/identities/ident_a/events"),
            "/v1/identities/{id}/events");
}

TEST(Router, KnowsNoOtherPaths) {
  const router routes = made();
  for (const auto* path :
       {"", "/", "v1", "/v1", "/v1/identities/", "/v1/identities//events", "/v1/identities/a/b/c",
        "/V1/identities", "//v1/identities", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17"}) {
    const auto match = routes.find(method::get, path);
    EXPECT_EQ(match.found, nullptr) << path;
    EXPECT_EQ(match.allowed, 0) << path;
  }
}

TEST(Router, TellsTheMethodsOfAPath) {
  const router routes = made();
  const auto match = routes.find(method::del, "/v1/identities");
  EXPECT_EQ(match.found, nullptr);
  EXPECT_EQ(allow_text(match.allowed), "GET, HEAD, POST");
  EXPECT_EQ(allow_text(routes.find(method::other, "/v1/identities/x/squash").allowed), "POST");
}

TEST(Router, ServesHeadByTheGetRowButNotForSecrets) {
  const router routes = made();
  const auto match = routes.find(method::head, "/v1/identities/x");
  ASSERT_NE(match.found, nullptr);
  EXPECT_TRUE(match.head_of_get);
  const auto secret = routes.find(method::head, "/v1/identities/x/events/y/secret");
  EXPECT_EQ(secret.found, nullptr);
  EXPECT_EQ(allow_text(secret.allowed), "GET");
}

TEST(Router, DecodesPathParameters) {
  const router routes = made();
  std::vector<std::pair<std::string_view, std::string>> params;
  const auto match = routes.find(method::get, "/v1/identities/a%2Fb/events/evt_1/secret");
  ASSERT_TRUE(router::path_params(match, params));
  ASSERT_EQ(params.size(), 2U);
  EXPECT_EQ(params[0].first, "id");
  EXPECT_EQ(params[0].second, "a/b");
  EXPECT_EQ(params[1].second, "evt_1");
  params.clear();
  EXPECT_FALSE(router::path_params(routes.find(method::get, "/v1/identities/%zz"), params));
  params.clear();
  EXPECT_FALSE(router::path_params(routes.find(method::get, "/v1/identities/%ff"), params));
}

TEST(RouterDeath, RefusesAPatternGivenTwice) {
  std::vector<route> table = {row(method::get, "/a"), row(method::get, "/a")};
  EXPECT_DEATH(router(std::move(table)), "given twice");
}

}  // namespace
}  // namespace carnet::http
