// What of a client's request goes on to another node.
#include "api/cluster/relayed_request.hpp"

#include <gmock/gmock.h>

namespace carnet::cluster {
namespace {

using std::chrono::seconds;

http::request sample() {
  http::request in;
  in.verb = http::method::post;
  in.target = "/v1/x?a=%20b";
  in.request_id = "req_1";
  in.trace_id = std::string(32, 'a');
  in.root_span_id = std::string(16, 'b');
  in.body = "{}";
  for (const auto& [name, value] :
       {std::pair{"Host", "carnet.example"}, std::pair{"authorization", "Bearer aid_x"},
        std::pair{"Connection", "keep-alive"}, std::pair{"TRANSFER-ENCODING", "chunked"},
        std::pair{"Expect", "100-continue"}, std::pair{"X-Carnet-Forwarded", "forged"},
        std::pair{"Idempotency-Key", "k"}}) {
    in.headers.add(name, value);
  }
  return in;
}

peers::peer_request relayed(const http::request& in) {
  const sending_node node{
      "n", peers::mark_writer(*crypto::secret_key::from_bytes(std::string(32, 's')))};
  return relayed_request(in, node, *outbound::parse_target("http://127.0.0.1:1", true), in.target,
                         1'800'000'000);
}

TEST(RelayedRequest, KeepsWhatIsOfTheMessage) {
  const auto out = relayed(sample());
  EXPECT_EQ(out.method, "POST");
  EXPECT_EQ(out.target, "/v1/x?a=%20b");
  EXPECT_EQ(out.body, "{}");
  EXPECT_THAT(out.header_lines, ::testing::HasSubstr("Host: carnet.example\r\n"));
  EXPECT_THAT(out.header_lines, ::testing::HasSubstr("authorization: Bearer aid_x\r\n"));
  EXPECT_THAT(out.header_lines, ::testing::HasSubstr("Idempotency-Key: k\r\n"));
  EXPECT_THAT(out.header_lines, ::testing::HasSubstr("traceparent: 00-" + std::string(32, 'a')));
}

TEST(RelayedRequest, LeavesOutWhatIsOfTheConnectionAndForgedMarks) {
  const auto lines = relayed(sample()).header_lines;
  for (const auto* gone : {"keep-alive", "chunked", "100-continue", "forged"}) {
    EXPECT_THAT(lines, ::testing::Not(::testing::HasSubstr(gone)));
  }
}

TEST(RelayedRequest, KnowsWhatMayBeSentTwice) {
  auto in = sample();
  EXPECT_TRUE(is_repeatable(in));
  in.headers.clear();
  EXPECT_FALSE(is_repeatable(in));
  in.verb = http::method::get;
  EXPECT_TRUE(is_repeatable(in));
}

TEST(RelayedRequest, SaysTheWaitThatIsLeft) {
  EXPECT_EQ(target_with_wait("/a?wait=30", seconds(7)), "/a?wait=7");
  EXPECT_EQ(target_with_wait("/a?b=1&wait=30&c=wait=2", seconds(0)), "/a?b=1&wait=0&c=wait=2");
  EXPECT_EQ(target_with_wait("/a?await=30", seconds(7)), "/a?await=30");
  EXPECT_EQ(target_with_wait("/wait=1", seconds(7)), "/wait=1");
  http::request in;
  in.verb = http::method::get;
  in.query = {{"wait", "20"}};
  EXPECT_EQ(wait_asked(in), seconds(20));
  in.query = {{"wait", "100000"}};
  EXPECT_EQ(wait_asked(in), seconds(60));
  in.verb = http::method::post;
  EXPECT_EQ(wait_asked(in), seconds(0));
}

}  // namespace
}  // namespace carnet::cluster
