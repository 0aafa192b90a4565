// What a client sees that asks a node which does not own its project.
#include <gmock/gmock.h>

#include "tests/integration/cluster/test_node.hpp"

namespace carnet::cluster {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

TEST(Forwarding, GivesTheOwnersAnswerAsItIs) {
  test_node owner("a");
  test_node other("b");
  owner.own();
  other.follow(owner.url);
  const std::string text = post("/thing/7?x=%20y", "body bytes", "X-Sent: mine\r\n");
  const auto direct = ask(owner, text);
  auto relayed = ask(other, text);
  EXPECT_EQ(relayed.status, 201);
  EXPECT_EQ(relayed.body, "/thing/7?x=%20y|body bytes");
  EXPECT_EQ(relayed.headers["x-seen"], "mine");
  for (const auto& [name, value] : direct.headers) {
    EXPECT_EQ(relayed.headers.count(name), 1U) << name;
  }
  EXPECT_EQ(relayed.headers.size(), direct.headers.size());
  EXPECT_EQ(other.handled, 0);
  EXPECT_EQ(other.relay->counters().answered, 1U);
}

TEST(Forwarding, KeepsTheRequestsIdAndTrace) {
  test_node owner("a");
  test_node other("b");
  owner.own();
  other.follow(owner.url);
  std::string id;
  std::string peer;
  owner.handle = [&](request& in, exchange reply) {
    id = in.request_id;
    peer = in.client();
    reply.send(response{.body = in.trace_id});
  };
  const std::string trace(32, 'a');
  auto answer =
      ask(other, get("/thing/1", "traceparent: 00-" + trace + "-bbbbbbbbbbbbbbbb-01\r\n"));
  EXPECT_EQ(answer.body, trace);
  EXPECT_EQ(answer.headers["x-request-id"], id);
  EXPECT_EQ(peer, "127.0.0.1");
}

TEST(Forwarding, MakesOneHopAndNoSecond) {
  test_node one("a", secret, milliseconds(400));
  test_node two("b", secret, milliseconds(400));
  one.follow(two.url);
  two.follow(one.url);
  const auto answer = ask(one, get("/thing/1"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(answer.body, ::testing::HasSubstr("not_owner"));
  EXPECT_EQ(two.relay->counters().not_owner + two.relay->counters().answered, 0U);
  EXPECT_GE(one.relay->counters().not_owner, 1U);
}

TEST(Forwarding, TakesAMarkFromOutsideForNothing) {
  test_node owner("a");
  test_node other("b");
  test_node stranger("c", "another secret of 32 bytes......");
  owner.own();
  other.follow(owner.url);
  EXPECT_EQ(ask(other, get("/thing/1", "X-Carnet-Forwarded: v1;a;b;c\r\n")).status, 201);
  EXPECT_EQ(other.relay->counters().marks_refused, 1U);
  stranger.follow(other.url);
  EXPECT_EQ(ask(stranger, get("/thing/1")).status, 201);
  EXPECT_EQ(other.relay->counters().marks_refused, 2U);
  EXPECT_EQ(other.relay->counters().answered, 2U);
}

TEST(Forwarding, WithoutASecretSaysThatAnotherNodeServes) {
  test_node owner("a");
  test_node alone("b", "");
  owner.own();
  alone.follow(owner.url);
  const auto answer = ask(alone, get("/thing/1"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(answer.body, ::testing::HasSubstr("not_owner"));
  EXPECT_EQ(owner.handled, 0);
}

TEST(Forwarding, LetsAnyNodeAnswerAReadThatNamesItsPosition) {
  test_node owner("a");
  test_node other("b");
  owner.own();
  other.follow(owner.url);
  EXPECT_EQ(ask(other, get("/thing/1", "X-Carnet-Position: 1:1\r\n")).status, 201);
  EXPECT_EQ(other.handled, 1);
  EXPECT_EQ(ask(other, post("/thing/1", "", "X-Carnet-Position: 1:1\r\n")).status, 201);
  EXPECT_EQ(owner.handled, 1);
}

TEST(Forwarding, AnswersHeadWithTheLengthAndNoBody) {
  test_node owner("a");
  test_node other("b");
  owner.own();
  other.follow(owner.url);
  testing::raw_http client(other.port());
  const std::string head = "HEAD /thing/1 HTTP/1.1\r\nHost: x\r\n\r\n";
  ASSERT_TRUE(client.send(head + get("/thing/2")));
  auto answer = client.receive(true);
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.headers["content-length"], std::to_string(sizeof("/thing/1|") - 1));
  EXPECT_EQ(client.receive().body, "/thing/2|");
}

TEST(Forwarding, CarriesLargeBodiesBothWays) {
  test_node owner("a");
  test_node other("b");
  owner.own();
  other.follow(owner.url);
  std::string large(8 * 1024 * 1024, 'x');
  for (std::size_t n = 0; n < large.size(); n += 4096) large[n] = static_cast<char>('a' + n % 23);
  const auto answer = ask(other, post("/thing/1", large));
  EXPECT_EQ(answer.status, 201);
  EXPECT_TRUE(answer.body == "/thing/1|" + large);
}

// Says what a body is made of, and breaks off before its end if it is told so.
class counted_body final : public http::body_source {
 public:
  explicit counted_body(bool whole) : whole_(whole) {}
  http::flow next(std::string& into) override {
    into.assign(32 * 1024, static_cast<char>('a' + pieces_ % 26));
    if (++pieces_ < 64) return http::flow::more;
    return whole_ ? http::flow::ends : http::flow::breaks;
  }

 private:
  const bool whole_;
  int pieces_ = 0;
};

std::string streamed(const test_node& from) {
  testing::raw_http client(from.port());
  client.send(get("/thing/1", "Connection: close\r\n"));
  return client.read_until("a text that does not come");
}

TEST(Forwarding, HandsAStreamedBodyOnPieceByPiece) {
  test_node owner("a");
  test_node other("b");
  owner.own();
  other.follow(owner.url);
  std::atomic<bool> whole = true;
  owner.handle = [&](request&, exchange reply) {
    response out{.content_type = "text/plain"};
    out.stream = std::make_shared<counted_body>(whole.load());
    reply.send(std::move(out));
  };
  const auto text = streamed(other);
  EXPECT_TRUE(text.ends_with("0\r\n\r\n"));
  EXPECT_GT(text.size(), 64U * 32 * 1024);
  whole = false;
  EXPECT_FALSE(streamed(other).ends_with("0\r\n\r\n"));
}

TEST(Forwarding, AsksAgainForAKeyThatMayHaveBeenMadeElsewhere) {
  test_node owner("a");
  owner.own();
  owner.known = false;
  EXPECT_EQ(ask(owner, get("/thing/1")).status, 201);
  EXPECT_EQ(owner.barriers, 1);
}

TEST(Forwarding, DoesNotRefuseAKeyThatItCanNotCheck) {
  test_node owner("a");
  owner.own();
  owner.known = false;
  owner.current = false;
  EXPECT_EQ(ask(owner, get("/thing/1")).status, 503);
  EXPECT_EQ(owner.handled, 0);
}

}  // namespace
}  // namespace carnet::cluster
