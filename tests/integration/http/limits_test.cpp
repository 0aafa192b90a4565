// Every bound of the server at and beyond its edge: sizes, times, connections.
#include <gmock/gmock.h>

#include "tests/integration/http/test_server.hpp"

namespace carnet::http {
namespace {

using carnet::testing::raw_answer;
using carnet::testing::raw_http;
using std::chrono::milliseconds;
using ::testing::HasSubstr;

TEST(Limits, BodyAtAndBeyondTheRoutesLimit) {
  test_server server;
  raw_http at(server.port());
  EXPECT_EQ(at.ask(post("/echo/x", std::string(body_bytes_default, 'x'))).status, 200);
  EXPECT_EQ(at.ask(post("/bulk", std::string(body_bytes_default + 1, 'x'))).status, 200);
  const raw_answer over = at.ask(post("/echo/x", std::string(body_bytes_default + 1, 'x')));
  EXPECT_EQ(over.status, 413);
  EXPECT_THAT(over.body, HasSubstr(R"("code":"payload_too_large")"));
  EXPECT_THAT(over.body, HasSubstr(over.headers.at("x-request-id")));
  raw_http chunked(server.port());
  std::string chunks = "POST /echo/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 17; ++i) chunks += "10000\r\n" + std::string(65536, 'x') + "\r\n";
  EXPECT_EQ(chunked.ask(chunks + "0\r\n\r\n").status, 413);
}

TEST(Limits, HeaderSectionAtOnceAndInDrops) {
  test_server server;
  const std::string start = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
  raw_http fits(server.port());
  EXPECT_EQ(fits.ask(start + "A: " + std::string(30'000, 'a') + "\r\n\r\n").status, 200);
  raw_http big(server.port());
  EXPECT_EQ(big.ask(start + "A: " + std::string(40'000, 'a') + "\r\n\r\n").status, 431);
  raw_http many(server.port());
  std::string fields = start;
  for (int i = 0; i < 150; ++i) fields += "A: b\r\n";
  EXPECT_EQ(many.ask(fields + "\r\n").status, 431);
  raw_http drops(server.port());
  ASSERT_TRUE(drops.send(start));
  bool open = true;
  for (int i = 0; i < 60 && open; ++i) {
    open = drops.send("A: " + std::string(1000, 'a') + "\r\n");
    std::this_thread::sleep_for(milliseconds(1));
  }
  EXPECT_EQ(drops.receive().status, 431);
  raw_http target(server.port());
  EXPECT_EQ(target.ask("GET /" + std::string(33'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n").status,
            431);
}

TEST(Limits, SlowHeaderSlowBodyAndIdle) {
  server_options options;
  options.limits.header = milliseconds(300);
  options.limits.body = milliseconds(300);
  options.limits.idle = milliseconds(300);
  test_server server(std::move(options));
  raw_http header(server.port());
  EXPECT_EQ(header.ask("GET /healthz HT").status, 408);
  EXPECT_TRUE(header.ended());
  raw_http body(server.port());
  EXPECT_EQ(body.ask("POST /echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab").status,
            408);
  raw_http idle(server.port());
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(idle.ask(get("/healthz")).status, 200);
  EXPECT_TRUE(idle.ended());
  EXPECT_GE(std::chrono::steady_clock::now() - before, milliseconds(250));
  raw_http silent(server.port());
  EXPECT_TRUE(silent.ended());
}

TEST(Limits, ReaderThatNeverReadsIsLetGo) {
  server_options options;
  options.limits.write = milliseconds(300);
  std::vector<route> more;
  auto large = [](request&, exchange reply) {
    reply.send(response{.body = std::string(12'000'000, 'l')});
  };
  more.push_back({method::get, "/large", large, access::open});
  test_server server(std::move(options), std::move(more));
  raw_http stuck(server.port());
  std::string many;
  for (int i = 0; i < 50; ++i) many += get("/large");
  ASSERT_TRUE(stuck.send(many));
  // 12 MB at the slowest permitted pace would take minutes; what matters is that other callers
  // do not notice and that the backlog of answers stays bounded to one.
  raw_http other(server.port());
  EXPECT_EQ(other.ask(get("/healthz")).status, 200);
  EXPECT_EQ(stuck.receive().body.size(), 12'000'000U);
}

TEST(Limits, ConnectionsBeyondTheMaximumAreToldSo) {
  server_options options;
  options.limits.connections_max = 2;
  test_server server(std::move(options));
  raw_http one(server.port());
  raw_http two(server.port());
  EXPECT_EQ(one.ask(get("/healthz")).status, 200);
  EXPECT_EQ(two.ask(get("/healthz")).status, 200);
  raw_http three(server.port());
  EXPECT_EQ(three.receive().status, 503);
  two.hang_up();
  for (int i = 0; i < 200 && server->connections() > 1; ++i) {
    std::this_thread::sleep_for(milliseconds(10));
  }
  raw_http four(server.port());
  EXPECT_EQ(four.ask(get("/healthz")).status, 200);
}

// False when the prober was quicker than the rest of the holder's body, which then was refused.
bool holds_the_budget(std::uint16_t port) {
  raw_http holder(port);
  EXPECT_TRUE(holder.send("POST /bulk HTTP/1.1\r\nHost: x\r\nContent-Length: 900001\r\n\r\n" +
                          std::string(900'000, 'x')));
  raw_http prober(port);
  for (int i = 0; i < 200; ++i) {
    if (prober.ask(post("/bulk", std::string(200'000, 'y'))).status == 503) break;
    std::this_thread::sleep_for(milliseconds(5));
  }
  const raw_answer refused = prober.ask(post("/bulk", std::string(200'000, 'y')));
  const auto small = prober.ask(post("/echo/a", "small")).status;
  holder.send("x");
  if (holder.receive().status == 503) return false;
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.headers.at("retry-after"), "1");
  EXPECT_EQ(small, 200);
  EXPECT_EQ(prober.ask(post("/bulk", std::string(200'000, 'y'))).status, 200);
  return true;
}

TEST(Limits, BodiesOfAllConnectionsShareABudget) {
  server_options options;
  options.limits.body_bytes_in_flight_max = 1'000'000;
  test_server server(std::move(options));
  bool held = false;
  for (int attempt = 0; attempt < 20 && !held; ++attempt) held = holds_the_budget(server.port());
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace carnet::http
