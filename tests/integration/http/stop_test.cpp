// Stopping: requests in flight are answered, idle connections end, nothing waits past the bound.
#include "tests/integration/http/test_server.hpp"

namespace carnet::http {
namespace {

using carnet::testing::raw_answer;
using carnet::testing::raw_http;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

TEST(Stop, AnswersWhatIsInFlightAndEndsTheRest) {
  test_server server;
  raw_http idle(server.port());
  EXPECT_EQ(idle.ask(get("/healthz")).status, 200);
  raw_http busy(server.port());
  ASSERT_TRUE(busy.send(post("/late", "x")));
  std::this_thread::sleep_for(milliseconds(10));
  const auto before = steady_clock::now();
  server->stop(std::chrono::seconds(10));
  EXPECT_LT(steady_clock::now() - before, std::chrono::seconds(5));
  const raw_answer answer = busy.receive();
  EXPECT_EQ(answer.body, "late:x");
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_TRUE(busy.ended());
  EXPECT_TRUE(idle.ended());
  EXPECT_FALSE(raw_http(server.port()).connected());
}

TEST(Stop, AnswersWhatWasSentBeforeThePeerCouldKnow) {
  test_server server;
  raw_http used(server.port());
  EXPECT_EQ(used.ask(get("/healthz")).status, 200);
  raw_http fresh(server.port());
  std::thread stopping([&] { server->stop(std::chrono::seconds(10)); });
  while (raw_http(server.port()).connected()) std::this_thread::sleep_for(milliseconds(1));
  for (auto* const one : {&used, &fresh}) {
    const raw_answer answer = one->ask(get("/healthz"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.at("connection"), "close");
    EXPECT_TRUE(one->ended());
  }
  stopping.join();
}

TEST(Stop, WaitsNoLongerThanItsBound) {
  test_server server;
  raw_http stuck(server.port());
  ASSERT_TRUE(stuck.send(get("/keep")));
  std::this_thread::sleep_for(milliseconds(50));
  const auto before = steady_clock::now();
  server->stop(milliseconds(200));
  const auto took = steady_clock::now() - before;
  EXPECT_GE(took, milliseconds(200));
  EXPECT_LT(took, std::chrono::seconds(3));
  const std::scoped_lock guard(kept_lock());
  ASSERT_EQ(kept_exchanges().size(), 1U);
  kept_exchanges()[0].send(response{.body = "nobody listens"});
}

TEST(Stop, EndsParkedWaitsAtOnce) {
  std::vector<exchange> waiting;
  auto park = [&waiting](request&, exchange reply) {
    reply.park({}, std::chrono::minutes(1), problem{.code = error_code::not_found});
    waiting.push_back(std::move(reply));
  };
  std::vector<route> more;
  more.push_back({method::get, "/park", park, access::open});
  test_server server({}, std::move(more));
  raw_http client(server.port());
  ASSERT_TRUE(client.send(get("/park")));
  std::this_thread::sleep_for(milliseconds(100));
  const auto before = steady_clock::now();
  server->stop(std::chrono::seconds(20));
  EXPECT_LT(steady_clock::now() - before, std::chrono::seconds(3));
  EXPECT_EQ(client.receive().status, 404);
  EXPECT_TRUE(waiting.at(0).abandoned());
}

TEST(Stop, WorksUnderLoad) {
  server_options options;
  options.threads = 2;
  test_server server(std::move(options));
  std::atomic<bool> wrong{false};
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i) {
    callers.emplace_back([&] {
      raw_http client(server.port());
      while (true) {
        const raw_answer answer = client.ask(post("/echo/n", "y"));
        if (answer.status == 0) return;
        if (answer.body != "n:y") wrong = true;
      }
    });
  }
  std::this_thread::sleep_for(milliseconds(100));
  server->stop(std::chrono::seconds(5));
  for (auto& caller : callers) caller.join();
  EXPECT_FALSE(wrong);
  EXPECT_EQ(server->connections(), 0U);
}

TEST(Start, FailsOnAnAddressInUseOrInvalid) {
  server_options options;
  options.address = "not an address";
  const auto invalid = server::start(std::move(options), {});
  ASSERT_FALSE(invalid);
  EXPECT_EQ(invalid.error().code, failure_code::invalid_argument);
  server_options far;
  far.address = "203.0.113.1";
  const auto foreign = server::start(std::move(far), {});
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().code, failure_code::io);
}

}  // namespace
}  // namespace carnet::http
