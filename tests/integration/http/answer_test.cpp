// The ways an exchange ends: at once, late, forgotten, thrown, parked, timed out, hung up on.
#include <gmock/gmock.h>

#include "api/http/completion.hpp"
#include "api/http/rate_limiter.hpp"
#include "tests/integration/http/test_server.hpp"

namespace carnet::http {
namespace {

using carnet::testing::raw_answer;
using carnet::testing::raw_http;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::Not;

void wait_for_kept(std::size_t count) {
  for (int i = 0; i < 500; ++i) {
    {
      const std::scoped_lock guard(kept_lock());
      if (kept_exchanges().size() >= count) return;
    }
    std::this_thread::sleep_for(milliseconds(5));
  }
  ADD_FAILURE() << "handlers did not run";
}

TEST(Answers, ForgottenAndThrowingHandlersGive500WithoutInternals) {
  std::string logged;
  server_options options;
  options.log = [&](const std::string& line) { logged = line; };
  test_server server(std::move(options));
  raw_http client(server.port());
  EXPECT_EQ(client.ask(get("/forget")).status, 500);
  const raw_answer thrown = client.ask(get("/throw"));
  EXPECT_EQ(thrown.status, 500);
  EXPECT_THAT(thrown.body, HasSubstr("internal_error"));
  EXPECT_THAT(thrown.body, Not(HasSubstr("secret detail")));
  EXPECT_THAT(logged, HasSubstr(thrown.headers.at("x-request-id")));
  EXPECT_EQ(client.ask(get("/healthz")).status, 200);
}

TEST(Answers, AUnansweredRequestEndsAtItsDeadline) {
  server_options options;
  options.limits.answer = milliseconds(300);
  test_server server(std::move(options));
  raw_http client(server.port());
  const raw_answer answer = client.ask(get("/keep"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(answer.body, HasSubstr(R"("code":"unavailable")"));
  wait_for_kept(1);
  EXPECT_TRUE(kept_exchanges()[0].abandoned());
  kept_exchanges()[0].send(response{.body = "too late"});
  EXPECT_EQ(client.ask(get("/healthz")).body, R"({"status":"ok"})") << "the late answer is dropped";
}

TEST(Answers, ABatchFromAnotherThreadReachesEveryCallerOnce) {
  server_options options;
  options.threads = 2;
  test_server server(std::move(options));
  std::vector<std::unique_ptr<raw_http>> clients;
  for (int i = 0; i < 32; ++i) {
    clients.push_back(std::make_unique<raw_http>(server.port()));
    ASSERT_TRUE(clients.back()->send(get("/keep")));
  }
  wait_for_kept(32);
  {
    const completion_batch batch;
    const std::scoped_lock guard(kept_lock());
    for (auto& reply : kept_exchanges()) reply.send(response{.body = "both"});
  }
  for (auto& client : clients) EXPECT_EQ(client->receive().body, "both");
  for (auto& client : clients) EXPECT_EQ(client->ask(get("/healthz")).status, 200);
}

TEST(Answers, ParkedWaitsLeaveTheBurstAndEndWithTheirOwnAnswer) {
  rate_limiter limiter;
  hold_counter waits;
  server_options options;
  options.gate = [&](request& in, const route& to) -> std::optional<problem> {
    if (to.pattern != "/park") return {};
    auto verdict = limiter.admit("key", {.per_minute = 100, .in_flight = 1}, 1000);
    in.rate = verdict.window;
    in.admission = std::move(verdict.in_flight);
    return verdict.refused;
  };
  auto park = [&](request&, exchange reply) {
    auto place = waits.hold("project", 2);
    if (!place) return reply.send(problem{.code = error_code::rate_limited});
    reply.park(std::move(*place), milliseconds(400),
               problem{.code = error_code::not_found, .message = {}, .retryable = true});
    const std::scoped_lock guard(kept_lock());
    kept_exchanges().push_back(std::move(reply));
  };
  std::vector<route> more;
  more.push_back({method::get, "/park", park, access::open});
  test_server server(std::move(options), std::move(more));
  raw_http one(server.port());
  raw_http two(server.port());
  raw_http three(server.port());
  ASSERT_TRUE(one.send(get("/park")));
  wait_for_kept(1);
  ASSERT_TRUE(two.send(get("/park")));
  wait_for_kept(2);
  EXPECT_EQ(three.ask(get("/park")).status, 429) << "both places are taken, the burst is free";
  kept_exchanges()[1].send(response{.body = "came"});
  const raw_answer came = two.receive();
  EXPECT_EQ(came.body, "came");
  EXPECT_EQ(came.headers.at("x-ratelimit-limit"), "100");
  const raw_answer nothing = one.receive();
  EXPECT_EQ(nothing.status, 404);
  EXPECT_THAT(nothing.body, HasSubstr(R"("retryable":true)"));
  EXPECT_TRUE(kept_exchanges()[0].abandoned());
  EXPECT_TRUE(waits.hold("project", 1)) << "the places are free again";
}

TEST(Answers, AHungUpWaiterIsNoticed) {
  auto park = [](request&, exchange reply) {
    reply.park({}, std::chrono::minutes(1), problem{.code = error_code::not_found});
    const std::scoped_lock guard(kept_lock());
    kept_exchanges().push_back(std::move(reply));
  };
  std::vector<route> more;
  more.push_back({method::get, "/park", park, access::open});
  test_server server({}, std::move(more));
  raw_http client(server.port());
  ASSERT_TRUE(client.send(get("/park")));
  wait_for_kept(1);
  EXPECT_FALSE(kept_exchanges()[0].abandoned());
  client.hang_up();
  const auto noticed = [&] {
    return kept_exchanges()[0].abandoned() && server->connections() == 0;
  };
  for (int i = 0; i < 300 && !noticed(); ++i) {
    std::this_thread::sleep_for(milliseconds(10));
  }
  EXPECT_TRUE(kept_exchanges()[0].abandoned());
  EXPECT_EQ(server->connections(), 0U);
}

TEST(Answers, TheGateComesBeforeBodyKeyAndType) {
  server_options options;
  options.gate = [](request& in, const route& to) -> std::optional<problem> {
    if (to.pattern != "/guarded") return {};
    EXPECT_TRUE(in.body.empty()) << "the gate needs no body";
    if (in.headers.get("authorization") != "Bearer good") {
      return problem{.code = error_code::unauthorized};
    }
    return {};
  };
  auto take = [](request& in, exchange reply) { reply.send(response{.body = std::move(in.body)}); };
  std::vector<route> more;
  route guarded{method::post, "/guarded", take, access::api_key, {}, body_kind::json};
  guarded.needs_idempotency_key = true;
  more.push_back(std::move(guarded));
  test_server server(std::move(options), std::move(more));
  raw_http client(server.port());
  const std::string large(500'000, 'x');
  const raw_answer refused = client.ask(post("/guarded", large));
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.headers.at("www-authenticate"), "Bearer");
  const std::string good = "Authorization: Bearer good\r\n";
  EXPECT_THAT(client.ask(post("/guarded", "{}", good)).body, HasSubstr("missing_idempotency_key"));
  const std::string key = good + "Idempotency-Key: k\r\n";
  EXPECT_EQ(client.ask(post("/guarded", "{}", key + "Content-Type: text/html\r\n")).status, 415);
  EXPECT_EQ(client.ask(post("/guarded", "{}", key)).body, "{}");
}

TEST(Answers, ReadinessTellsWhyNot) {
  test_server server;
  raw_http client(server.port());
  const raw_answer answer = client.ask(get("/readyz"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.body, R"({"status":"not_ready","reasons":["warming","late"]})");
  const raw_answer metrics = client.ask(get("/metrics"));
  EXPECT_EQ(metrics.headers.at("content-type"), "text/plain; version=0.0.4");
  EXPECT_THAT(
      metrics.body,
      HasSubstr(R"(carnet_http_requests_total{method="GET",route="/readyz",code="5xx"} 1)"));
  EXPECT_THAT(metrics.body, HasSubstr("carnet_http_connections 1"));
}

TEST(Answers, ReadinessTellsHowPartitionsStand) {
  test_server server;
  server.partitions = {{0, true, true, 0, "2026-01-01T00:00:00Z"},
                       {.partition = 1, .lag_messages = 7}};
  raw_http client(server.port());
  const std::string body = client.ask(get("/readyz")).body;
  EXPECT_THAT(body,
              HasSubstr(R"("reasons":["warming","late"],"partitions":[{"partition":0,)"
                        R"("owned":true,"granted":true,"lagMessages":0,)"
                        R"("fencedAt":"2026-01-01T00:00:00Z"},{"partition":1,)"
                        R"("owned":false,"granted":false,"lagMessages":7,"fencedAt":null}]})"));
}

TEST(Answers, CorsIsSpokenToConfiguredOriginsOnly) {
  server_options options;
  options.cors_origins = {"https://console.example"};
  test_server server(std::move(options));
  raw_http client(server.port());
  const std::string preflight =
      "OPTIONS /json HTTP/1.1\r\nHost: x\r\nAccess-Control-Request-Method: POST\r\nOrigin: ";
  const raw_answer yes = client.ask(preflight + "https://console.example\r\n\r\n");
  EXPECT_EQ(yes.status, 204);
  EXPECT_EQ(yes.headers.at("access-control-allow-origin"), "https://console.example");
  EXPECT_EQ(yes.headers.at("access-control-allow-methods"), "POST");
  const raw_answer no = client.ask(preflight + "https://evil.example\r\n\r\n");
  EXPECT_EQ(no.status, 405);
  EXPECT_FALSE(no.headers.contains("access-control-allow-origin"));
  const raw_answer plain =
      client.ask("GET /healthz HTTP/1.1\r\nHost: x\r\nOrigin: https://console.example\r\n\r\n");
  EXPECT_EQ(plain.headers.at("vary"), "Origin");
}

}  // namespace
}  // namespace carnet::http
