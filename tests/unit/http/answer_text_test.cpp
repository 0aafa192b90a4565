// The bytes of answers: shared headers, HEAD, errors, and values that try to break out.
#include "api/http/answer_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace carnet::http {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

request asked_for(method verb) {
  request asked;
  asked.verb = verb;
  asked.request_id = "req_1";
  asked.trace_id = "t";
  asked.root_span_id = "s";
  asked.rate = {.limit = 300, .remaining = 297, .reset_unix_s = 1712400000};
  return asked;
}

std::string text_of(const request& asked, const outcome& what) {
  std::string out;
  append_answer(out, {.asked = asked, .date_line = "Date: D\r\n"}, what);
  return out;
}

TEST(AnswerText, IsExactlyThis) {
  const request asked = asked_for(method::get);
  response answer{.body = "{}"};
  answer.headers.emplace_back("X-Idempotent-Replay", "true");
  EXPECT_EQ(text_of(asked, answer),
            "HTTP/1.1 200 OK\r\nDate: D\r\nX-Request-Id: req_1\r\nX-Trace-Id: t\r\n"
            "X-Root-Span-Id: s\r\nX-RateLimit-Limit: 300\r\nX-RateLimit-Remaining: 297\r\n"
            "X-RateLimit-Reset: 1712400000\r\nX-Idempotent-Replay: true\r\n"
            "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
}

TEST(AnswerText, LeavesOutTheBodyOfHead) {
  const std::string text = text_of(asked_for(method::head), response{.body = "{}"});
  EXPECT_THAT(text, HasSubstr("Content-Length: 2\r\n"));
  EXPECT_THAT(text, EndsWith("\r\n\r\n"));
}

TEST(AnswerText, GivesErrorsTheirHeaders) {
  const request asked = asked_for(method::get);
  const auto limited =
      text_of(asked, problem{.code = error_code::rate_limited, .retry_after_s = 7});
  EXPECT_THAT(limited, StartsWith("HTTP/1.1 429 Too Many Requests\r\n"));
  EXPECT_THAT(limited, HasSubstr("\r\nRetry-After: 7\r\n"));
  EXPECT_THAT(text_of(asked, problem{.code = error_code::unavailable}),
              HasSubstr("\r\nRetry-After: 1\r\n"));
  EXPECT_THAT(text_of(asked, problem{.code = error_code::not_found}),
              Not(HasSubstr("Retry-After")));
  EXPECT_THAT(text_of(asked, problem{.code = error_code::internal_error}),
              HasSubstr(R"("request_id":"req_1")"));
}

TEST(AnswerText, KeepsValuesInsideTheirLines) {
  request asked = asked_for(method::get);
  asked.ignored_fields = "/a\r\nX-Evil: 1";
  response answer;
  answer.headers.emplace_back("X-Thing", "a\r\n\r\n<script>");
  const std::string text = text_of(asked, answer);
  EXPECT_THAT(text, Not(HasSubstr("\r\nX-Evil")));
  EXPECT_THAT(text, HasSubstr("X-Thing: a<script>\r\n"));
}

TEST(AnswerText, SaysNoStoreVersionAndClose) {
  request asked = asked_for(method::get);
  asked.api_version = "2026-04-29";
  std::string out;
  append_answer(out, {.asked = asked, .keep_alive = false}, response{.no_store = true});
  EXPECT_THAT(out, HasSubstr("\r\nCache-Control: no-store\r\n"));
  EXPECT_THAT(out, HasSubstr("\r\nX-API-Version: 2026-04-29\r\n"));
  EXPECT_THAT(out, HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(out, HasSubstr("\r\nContent-Length: 0\r\n"));
}

}  // namespace
}  // namespace carnet::http
