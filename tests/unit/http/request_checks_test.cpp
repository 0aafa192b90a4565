// Credentials, idempotency keys, content types and CORS, as far as headers alone decide.
#include "api/http/request_checks.hpp"

#include <gtest/gtest.h>

#include "api/http/credentials.hpp"

namespace carnet::http {
namespace {

const route mutation = {.verb = method::post,
                        .pattern = "/v1/things",
                        .handle = {},
                        .body = body_kind::json,
                        .needs_idempotency_key = true};

TEST(Credentials, ReadsBearerTokensOnly) {
  EXPECT_EQ(bearer_token("Bearer aid_x.y~z"), "aid_x.y~z");
  EXPECT_EQ(bearer_token("bEARER  aid_x "), "aid_x");
  for (const auto* wrong : {"", "Bearer", "Bearer ", "Basic abc", "aid_x", "Bearer a b",
                            "Bearer a\x7f", "Bearer \xC3\xA9"}) {
    EXPECT_EQ(bearer_token(wrong), "") << wrong;
  }
}

TEST(IdempotencyKey, HasOneTo255VisibleCharacters) {
  EXPECT_TRUE(is_idempotency_key("k"));
  EXPECT_TRUE(is_idempotency_key(std::string(255, '~')));
  EXPECT_FALSE(is_idempotency_key(std::string(256, '~')));
  for (const auto* wrong : {"", "a b", "a\tb", "\xC3\xA9", "a\x7f"}) {
    EXPECT_FALSE(is_idempotency_key(wrong)) << wrong;
  }
}

TEST(IdempotencyKey, IsDemandedOfMutationsThatSaySo) {
  request asked;
  asked.verb = method::post;
  EXPECT_EQ(check_idempotency_key(asked, mutation)->code, error_code::missing_idempotency_key);
  route lenient = mutation;
  lenient.needs_idempotency_key = false;
  EXPECT_FALSE(check_idempotency_key(asked, lenient));
  asked.headers.add("idempotency-key", "a b");
  EXPECT_EQ(check_idempotency_key(asked, lenient)->code, error_code::invalid_request);
  asked.headers.clear();
  asked.headers.add("IDEMPOTENCY-KEY", "k");
  EXPECT_FALSE(check_idempotency_key(asked, mutation));
  asked.headers.add("Idempotency-Key", "k");
  EXPECT_EQ(check_idempotency_key(asked, mutation)->code, error_code::invalid_request);
}

TEST(ContentType, MustBeJsonWhereABodyIsRead) {
  request asked;
  asked.verb = method::post;
  asked.headers.add("Content-Type", "text/plain");
  EXPECT_FALSE(check_content_type(asked, mutation)) << "no body";
  asked.body = "{}";
  EXPECT_EQ(check_content_type(asked, mutation)->code, error_code::unsupported_media_type);
  for (const auto* right : {"application/json", "Application/JSON; charset=utf-8",
                            "application/vnd.x+json", "application/json ;q=1"}) {
    asked.headers.clear();
    asked.headers.add("content-type", right);
    EXPECT_FALSE(check_content_type(asked, mutation)) << right;
  }
  asked.headers.clear();
  EXPECT_FALSE(check_content_type(asked, mutation));
}

TEST(ContentType, OfAMail) {
  const route mail{.verb = method::post, .pattern = "/mail", .body = body_kind::mail};
  request asked;
  asked.verb = method::post;
  asked.body = "Subject: x\r\n\r\n";
  EXPECT_FALSE(check_content_type(asked, mail));
  for (const auto& [type, right] : {std::pair{"message/rfc822", true},
                                    {"Message/RFC822; charset=utf-8", true},
                                    {"message/global", true},
                                    {"application/json", false},
                                    {"message/partial", false}}) {
    asked.headers.clear();
    asked.headers.add("content-type", type);
    EXPECT_EQ(!check_content_type(asked, mail), right) << type;
  }
}

TEST(Cors, AnswersConfiguredOriginsOnly) {
  server_options options;
  options.cors_origins = {"https://console.example"};
  router::match found;
  found.allowed = 1U << static_cast<unsigned>(method::post);
  request asked;
  asked.verb = method::options;
  asked.headers.add("Origin", "https://console.example");
  EXPECT_FALSE(preflight_answer(asked, found, options)) << "no requested method";
  asked.headers.add("Access-Control-Request-Method", "POST");
  ASSERT_TRUE(preflight_answer(asked, found, options));
  EXPECT_EQ(preflight_answer(asked, found, options)->headers[0].second, "POST");
  EXPECT_FALSE(preflight_answer(asked, router::match(), options)) << "unknown path";
  options.cors_origins = {"https://other.example"};
  EXPECT_FALSE(preflight_answer(asked, found, options));
  options.cors_origins.clear();
  EXPECT_FALSE(preflight_answer(asked, found, options));
}

}  // namespace
}  // namespace carnet::http
