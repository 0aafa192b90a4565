// Bodies produced while they are sent: chunks, back-pressure, wakes, what comes behind, stops.
#include <atomic>

#include "api/http/stream_wake.hpp"
#include "tests/integration/http/test_server.hpp"

namespace carnet::http {
namespace {

using carnet::testing::raw_http;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

struct watched {
  std::atomic<std::size_t> produced{0};  // bytes asked for so far
  std::atomic<int> open{0};              // bodies alive
  std::mutex lock;                       // guards wake
  std::shared_ptr<stream_wake> wake;
};

// Counts up in lines of ten bytes; waits to be woken after each line when told so.
class counting final : public body_source {
 public:
  counting(watched& seen, std::size_t lines, std::size_t lines_per_piece, bool waits)
      : seen_(seen), lines_(lines), lines_per_piece_(lines_per_piece), waits_(waits) {
    ++seen_.open;
  }
  ~counting() override { --seen_.open; }

  void begin(std::shared_ptr<stream_wake> wake) override {
    const std::scoped_lock guard(seen_.lock);
    seen_.wake = std::move(wake);
  }
  flow next(std::string& into) override {
    if (stopping_) return flow::ends;
    for (std::size_t n = 0; n < lines_per_piece_ && sent_ < lines_; ++n) {
      const std::string number = std::to_string(sent_++);
      into += std::string(9 - number.size(), '0') + number + "\n";
    }
    seen_.produced += into.size();
    if (sent_ == lines_) return flow::ends;
    return waits_ ? flow::waits : flow::more;
  }
  milliseconds patience() const override { return std::chrono::minutes(1); }
  void stop() override { stopping_ = waits_; }

 private:
  watched& seen_;
  const std::size_t lines_;
  const std::size_t lines_per_piece_;
  const bool waits_;
  std::size_t sent_ = 0;
  bool stopping_ = false;
};

route counting_route(watched& seen, std::size_t lines, std::size_t lines_per_piece,
                     bool waits = false) {
  auto handle = [&seen, lines, lines_per_piece, waits](request&, exchange reply) {
    response out{.content_type = "text/plain"};
    out.stream = std::make_unique<counting>(seen, lines, lines_per_piece, waits);
    reply.send(std::move(out));
  };
  return {method::get, "/count", std::move(handle), access::open};
}

// The next chunk of a body; empty at its end.
std::string read_chunk(raw_http& client) {
  const auto size = std::strtoul(client.read_until("\r\n").c_str(), nullptr, 16);
  auto chunk = client.read_bytes(size);
  client.read_until("\r\n");
  return chunk;
}

// Reads the chunks of one body until its end.
std::string read_chunked(raw_http& client) {
  std::string body;
  for (auto chunk = read_chunk(client); !chunk.empty(); chunk = read_chunk(client)) body += chunk;
  return body;
}

std::string counted(std::size_t lines) {
  std::string text;
  for (std::size_t n = 0; n < lines; ++n) {
    const std::string number = std::to_string(n);
    text += std::string(9 - number.size(), '0') + number + "\n";
  }
  return text;
}

TEST(Stream, IsChunkedAndTheNextRequestIsAnswered) {
  watched seen;
  std::vector<route> more;
  more.push_back(counting_route(seen, 100'000, 1000));
  test_server server({}, std::move(more));
  raw_http client(server.port());
  ASSERT_TRUE(client.send(get("/count") + get("/count") + get("/healthz")));
  for (int n = 0; n < 2; ++n) {
    const auto answer = client.receive(true);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.headers.at("transfer-encoding"), "chunked");
    EXPECT_EQ(answer.headers.count("content-length"), 0U);
    EXPECT_EQ(read_chunked(client), counted(100'000));
  }
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(seen.open, 0);
}

TEST(Stream, ProducesNoMoreThanIsTaken) {
  watched seen;
  std::vector<route> more;
  more.push_back(counting_route(seen, 20'000'000, 1000));
  server_options options;
  options.limits.write = milliseconds(300);
  test_server server(std::move(options), std::move(more));
  raw_http client(server.port());
  ASSERT_TRUE(client.send(get("/count")));
  std::this_thread::sleep_for(milliseconds(200));
  const std::size_t taken = seen.produced;
  EXPECT_LT(taken, 64U * 1024 * 1024) << "what the sockets hold, not the body";
  const auto end = steady_clock::now() + std::chrono::seconds(10);
  while (seen.open != 0 && steady_clock::now() < end) std::this_thread::sleep_for(milliseconds(20));
  EXPECT_EQ(seen.open, 0) << "who reads nothing is cut off";
  EXPECT_LT(seen.produced, taken + 1024 * 1024);
}

TEST(Stream, WakesLeadToPieces) {
  watched seen;
  std::vector<route> more;
  more.push_back(counting_route(seen, 50, 1, true));
  test_server server({}, std::move(more));
  raw_http client(server.port());
  ASSERT_TRUE(client.send(get("/count")));
  client.receive(true);
  std::string body;
  for (int n = 0; n < 50; ++n) {
    ASSERT_EQ(client.read_until("\r\n"), "a");
    body += client.read_bytes(10);
    client.read_until("\r\n");
    const std::scoped_lock guard(seen.lock);
    seen.wake->wake();
  }
  EXPECT_EQ(body, counted(50));
  EXPECT_EQ(client.read_until("\r\n"), "0");
  seen.wake->wake();  // of a stream that is over
  client.read_until("\r\n");
  EXPECT_EQ(client.ask(get("/healthz")).status, 200);
}

TEST(Stream, SeesAtOnceThatItsReaderHasGone) {
  watched seen;
  std::vector<route> more;
  more.push_back(counting_route(seen, 50, 1, true));
  test_server server({}, std::move(more));
  raw_http client(server.port());
  ASSERT_TRUE(client.send(get("/count")));
  client.receive(true);
  EXPECT_EQ(seen.open, 1);
  client.hang_up();
  const auto end = steady_clock::now() + std::chrono::seconds(2);
  while (seen.open != 0 && steady_clock::now() < end) std::this_thread::sleep_for(milliseconds(5));
  EXPECT_EQ(seen.open, 0);
}

TEST(Stream, EndsInOrderWhenTheServerStops) {
  watched seen;
  std::vector<route> more;
  more.push_back(counting_route(seen, 50, 1, true));
  test_server server({}, std::move(more));
  raw_http client(server.port());
  ASSERT_TRUE(client.send(get("/count")));
  client.receive(true);
  // The head goes ahead of the body: a stop in between ends it with nothing in it.
  EXPECT_EQ(read_chunk(client), counted(1));
  std::thread stopping([&] { server->stop(std::chrono::seconds(20)); });
  EXPECT_EQ(read_chunked(client), "");
  EXPECT_TRUE(client.ended());
  stopping.join();
}

TEST(Stream, OldClientsReadUpToTheEnd) {
  watched seen;
  std::vector<route> more;
  more.push_back(counting_route(seen, 10, 3));
  test_server server({}, std::move(more));
  raw_http client(server.port());
  ASSERT_TRUE(client.send("GET /count HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
  const auto answer = client.receive(true);
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_EQ(answer.headers.count("transfer-encoding"), 0U);
  EXPECT_EQ(client.read_bytes(100), counted(10));
  EXPECT_TRUE(client.ended());
}

TEST(Stream, HeadHasNoBody) {
  watched seen;
  std::vector<route> more;
  more.push_back(counting_route(seen, 10, 3));
  test_server server({}, std::move(more));
  raw_http client(server.port());
  ASSERT_TRUE(client.send("HEAD /count HTTP/1.1\r\nHost: x\r\n\r\n" + get("/healthz")));
  EXPECT_EQ(client.receive(true).headers.at("content-type"), "text/plain");
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(seen.produced, 0U);
}

}  // namespace
}  // namespace carnet::http
