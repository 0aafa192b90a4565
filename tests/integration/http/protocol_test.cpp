// HTTP/1.1 as peers speak it, over real sockets: keep-alive, pipelining, slices, smuggling.
#include <gmock/gmock.h>

#include "tests/integration/http/test_server.hpp"

namespace carnet::http {
namespace {

using carnet::testing::raw_answer;
using carnet::testing::raw_http;
using ::testing::HasSubstr;

// One server's loops share its port by an option that another server has set as well.
TEST(Protocol, RefusesAPortOfAnotherServer) {
  test_server first;
  server_options options;
  options.port = first.port();
  const auto second = server::start(std::move(options), {});
  ASSERT_FALSE(second);
  EXPECT_TRUE(second.error().what.starts_with("cannot listen on 127.0.0.1:"));
}

TEST(Protocol, KeepsConnectionsAlive) {
  test_server server;
  raw_http client(server.port());
  std::string last_id;
  for (int i = 0; i < 50; ++i) {
    const raw_answer answer = client.ask(get("/healthz"));
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, R"({"status":"ok"})");
    EXPECT_NE(answer.headers.at("x-request-id"), last_id);
    last_id = answer.headers.at("x-request-id");
  }
}

TEST(Protocol, AnswersPipelinedRequestsInOrder) {
  test_server server;
  raw_http client(server.port());
  std::string all;
  for (int i = 0; i < 200; ++i) {
    all += i % 3 == 0 ? post("/late", std::to_string(i)) : post("/echo/e", std::to_string(i));
  }
  ASSERT_TRUE(client.send(all));
  for (int i = 0; i < 200; ++i) {
    const raw_answer answer = client.receive();
    ASSERT_EQ(answer.status, 200) << i;
    EXPECT_EQ(answer.body, (i % 3 == 0 ? "late:" : "e:") + std::to_string(i));
  }
}

TEST(Protocol, ReadsRequestsFromSlicesOfOneByte) {
  test_server server;
  raw_http client(server.port());
  const std::string whole = "\r\n" + post("/echo/n", "hello") +
                            "POST /echo/c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n";
  for (const char byte : whole) ASSERT_TRUE(client.send(std::string_view(&byte, 1)));
  EXPECT_EQ(client.receive().body, "n:hello");
  EXPECT_EQ(client.receive().body, "c:abcde");
}

TEST(Protocol, ReadsLargeBodiesAndSaysContinue) {
  test_server server;
  raw_http client(server.port());
  const std::string body(10'000'000, 'b');
  ASSERT_TRUE(
      client.send("POST /bulk HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                  "Content-Length: 10000000\r\n\r\n"));
  EXPECT_EQ(client.receive().status, 100);
  ASSERT_TRUE(client.send(body));
  EXPECT_EQ(client.receive().body, ":" + body);
}

TEST(Protocol, AnswersAtOnceWhereContinueWouldBePointless) {
  test_server server;
  raw_http client(server.port());
  const raw_answer answer = client.ask(
      "POST /nowhere HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(answer.status, 404);
  EXPECT_TRUE(client.ended());
}

TEST(Protocol, ServesHeadWithoutABodyAndRefusesItForSecrets) {
  test_server server;
  raw_http client(server.port());
  ASSERT_TRUE(client.send("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n"));
  const raw_answer head = client.receive(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), "15");
  EXPECT_EQ(client.ask(get("/secret")).headers.at("cache-control"), "no-store");
  ASSERT_TRUE(client.send("HEAD /secret HTTP/1.1\r\nHost: x\r\n\r\n"));
  const raw_answer refused = client.receive(true);
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.headers.at("allow"), "GET");
  EXPECT_EQ(client.ask(get("/healthz")).status, 200) << "the connection goes on";
}

TEST(Protocol, KeepsOldVersionsOpenOnlyWhenAsked) {
  test_server server;
  raw_http once(server.port());
  EXPECT_EQ(once.ask("GET /healthz HTTP/1.0\r\n\r\n").headers.at("connection"), "close");
  EXPECT_TRUE(once.ended());
  raw_http kept(server.port());
  const raw_answer answer = kept.ask("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(answer.headers.at("connection"), "keep-alive");
  EXPECT_EQ(kept.ask(get("/healthz")).status, 200);
  raw_http closing(server.port());
  EXPECT_EQ(closing.ask("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").status,
            200);
  EXPECT_TRUE(closing.ended());
}

TEST(Protocol, RefusesWhatCouldBeReadInTwoWays) {
  test_server server;
  for (const auto* wrong :
       {"POST /echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: "
        "chunked\r\n\r\n",
        "POST /echo/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: "
        "1\r\n\r\n",
        "POST /echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /echo/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
        "POST /echo/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "POST /echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1e1\r\n\r\n",
        "GET /healthz HTTP/1.1\r\n\r\n", "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: x\r\nBad Name: 1\r\n\r\n",
        "GET  /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n",
        "\x16\x03\x01\x02\x01\x01\x01\r\n\r\n"}) {
    raw_http client(server.port());
    const raw_answer answer = client.ask(wrong);
    EXPECT_EQ(answer.status, 400) << wrong;
    EXPECT_THAT(answer.body, HasSubstr(R"("code":"bad_request")"));
    EXPECT_TRUE(client.ended()) << wrong;
  }
}

TEST(Protocol, TakesTheTraceOfAValidParent) {
  test_server server;
  raw_http client(server.port());
  const raw_answer answer = client.ask(
      "GET /healthz HTTP/1.1\r\nHost: x\r\n"
      "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n");
  EXPECT_EQ(answer.headers.at("x-trace-id"), "0af7651916cd43dd8448eb211c80319c");
  EXPECT_EQ(answer.headers.at("x-root-span-id"), "b7ad6b7169203331");
  EXPECT_EQ(client.ask(get("/healthz")).headers.at("x-trace-id").size(), 32U);
}

}  // namespace
}  // namespace carnet::http
