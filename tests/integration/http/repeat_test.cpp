// A parked request that is handed to its handler once more.
#include "tests/integration/http/test_server.hpp"

namespace carnet::http {
namespace {

using carnet::testing::raw_http;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// A route whose first run parks and whose later ones answer how often it ran.
class parking_route {
 public:
  std::vector<route> table() {
    auto run = [this](request& in, exchange reply) {
      const int runs = ++runs_;
      if (runs > 1) return reply.send(response{.body = in.target + " " + std::to_string(runs)});
      reply.park({}, limit, problem{.code = error_code::not_found});
      if (in.target.ends_with("now")) return reply.repeat();
      const std::scoped_lock guard(lock_);
      parked_ = std::move(reply);
    };
    std::vector<route> more;
    more.push_back({method::get, "/park/{how}", run, access::open});
    return more;
  }

  void repeat() {
    while (runs_ == 0) std::this_thread::sleep_for(milliseconds(1));
    const std::scoped_lock guard(lock_);
    EXPECT_FALSE(parked_.abandoned());
    parked_.repeat();
    EXPECT_TRUE(parked_.abandoned());
  }

  void repeat_late() {
    const std::scoped_lock guard(lock_);
    parked_.repeat();
  }

  int runs() const { return runs_; }
  milliseconds limit{60'000};

 private:
  std::atomic<int> runs_{0};
  std::mutex lock_;
  exchange parked_;
};

TEST(Repeat, AnotherThreadHandsTheRequestBack) {
  parking_route parking;
  test_server server({}, parking.table());
  raw_http client(server.port());
  ASSERT_TRUE(client.send(get("/park/later") + get("/healthz")));
  parking.repeat();
  EXPECT_EQ(client.receive().body, "/park/later 2");
  EXPECT_EQ(client.receive().status, 200);
}

TEST(Repeat, TheHandlerItselfMayAskForIt) {
  parking_route parking;
  test_server server({}, parking.table());
  raw_http client(server.port());
  EXPECT_EQ(client.ask(get("/park/now")).body, "/park/now 2");
}

TEST(Repeat, ComesTooLateAfterTheLimit) {
  parking_route parking;
  parking.limit = milliseconds(50);
  test_server server({}, parking.table());
  raw_http client(server.port());
  EXPECT_EQ(client.ask(get("/park/later")).status, 404);
  parking.repeat_late();
  EXPECT_EQ(client.ask(get("/healthz")).status, 200);
  EXPECT_EQ(parking.runs(), 1);
}

TEST(Repeat, IsNothingOnceTheCallerHasGone) {
  parking_route parking;
  test_server server({}, parking.table());
  {
    raw_http client(server.port());
    ASSERT_TRUE(client.send(get("/park/later")));
    while (parking.runs() == 0) std::this_thread::sleep_for(milliseconds(1));
  }
  server->stop(milliseconds(200));
  parking.repeat_late();
  EXPECT_EQ(parking.runs(), 1);
}

}  // namespace
}  // namespace carnet::http
