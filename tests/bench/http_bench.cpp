// What one request costs inside the HTTP stack, part by part: routing, body, rate limit, answer.
#include <benchmark/benchmark.h>

#include "api/http/answer_text.hpp"
#include "api/http/body_reader.hpp"
#include "api/http/rate_limiter.hpp"
#include "api/http/router.hpp"
#include "api/http/trace.hpp"

namespace {

using namespace carnet::http;

void route_lookup(benchmark::State& state) {
  std::vector<route> table;
  for (const auto* pattern :
       {"/v1/identities", "/v1/identities/bulk", "/v1/identities/events/recent",
        "/v1/identities/{id}", "/v1/identities/{id}/events", "/v1/identities/{id}/squash",
        "/v1/identities/{id}/latest-extraction", "/healthz", "/metrics"}) {
    table.push_back({method::get, pattern, [](request&, exchange) {}});
  }
  const router routes(std::move(table));
  std::vector<std::pair<std::string_view, std::string>> params;
  for (auto _ : state) {
    const auto match = routes.find(method::get, "/v1/identities/ident_a2b3c4d5e6f7/events");
    params.clear();
    benchmark::DoNotOptimize(router::path_params(match, params));
  }
}
BENCHMARK(route_lookup);

void create_body(benchmark::State& state) {
  request asked;
  asked.body = R"({"aliasTemplate":"signup-bot","ttlHours":24,"tags":["onboarding","test"],)"
               R"("policy":{"receiveMode":"EDGE_ACCEPT","extractionTypes":["otp","link"]}})";
  for (auto _ : state) {
    body_reader body(asked);
    benchmark::DoNotOptimize(body.text("aliasTemplate", {.bytes_max = 64}));
    benchmark::DoNotOptimize(body.integer("ttlHours", 1, 720));
    benchmark::DoNotOptimize(body.texts("tags"));
    if (auto policy = body.object("policy")) {
      benchmark::DoNotOptimize(policy->text("receiveMode"));
      benchmark::DoNotOptimize(policy->texts("extractionTypes"));
    }
    benchmark::DoNotOptimize(body.finish());
  }
}
BENCHMARK(create_body);

void rate_limit(benchmark::State& state) {
  rate_limiter limiter;
  std::int64_t now = 1'775'296'800;
  std::uint32_t count = 0;
  for (auto _ : state) {
    now += ++count % 1000 == 0 ? 1 : 0;
    benchmark::DoNotOptimize(
        limiter.admit("key_a2b3c4d5e6f7", {.per_minute = 1'000'000, .in_flight = 64}, now));
  }
}
BENCHMARK(rate_limit);

void answer(benchmark::State& state) {
  request asked;
  asked.verb = method::get;
  id_source ids;
  const outcome what = response{.body = std::string(420, 'x')};
  std::string out;
  for (auto _ : state) {
    out.clear();
    ids.request_id(asked.request_id);
    ids.hex(asked.trace_id, 32);
    ids.hex(asked.root_span_id, 16);
    append_answer(out, {.asked = asked, .date_line = "Date: x\r\n", .unix_s = 1'775'296'800}, what);
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(answer);

}  // namespace

BENCHMARK_MAIN();
