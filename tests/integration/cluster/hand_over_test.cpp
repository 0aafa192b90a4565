// Requests during a change of owner: none fails that need not.
#include <gmock/gmock.h>

#include <thread>

#include "tests/integration/cluster/test_node.hpp"

namespace carnet::cluster {
namespace {

using std::chrono::milliseconds;

// Runs `change` a moment after the request went out.
testing::raw_answer ask_while(const test_node& node, const std::string& text,
                              const std::function<void()>& change) {
  std::thread changing([&change] {
    std::this_thread::sleep_for(milliseconds(300));
    change();
  });
  auto answer = ask(node, text);
  changing.join();
  return answer;
}

TEST(HandOver, ARequestWaitsForAnOwner) {
  test_node one("a");
  test_node two("b");
  two.own();
  one.know_nobody();
  EXPECT_EQ(ask_while(one, post("/thing/1", "b"), [&] { one.follow(two.url); }).body, "/thing/1|b");
  one.know_nobody();
  EXPECT_EQ(ask_while(one, post("/thing/1", "c"), [&] { one.own(); }).body, "/thing/1|c");
  EXPECT_EQ(one.handled, 1);
}

TEST(HandOver, WhoBecomesTheOwnerCountsWhatHasWaited) {
  test_node one("a");
  one.know_nobody();
  EXPECT_EQ(ask_while(one, post("/thing/1", "c"), [&] { one.own(); }).status, 201);
  EXPECT_EQ(one.counted, 1);
  EXPECT_EQ(ask(one, post("/thing/1", "d")).status, 201);
  EXPECT_EQ(one.counted, 2);
}

TEST(HandOver, AnOwnerThatIsGoneIsWaitedOut) {
  test_node one("a");
  test_node two("b");
  test_node gone("c");
  gone.stop_serving();
  two.own();
  one.follow(gone.url);
  const auto answer = ask_while(one, post("/thing/1", "b"), [&] { one.follow(two.url, 2); });
  EXPECT_EQ(answer.body, "/thing/1|b");
  EXPECT_GE(one.relay->counters().not_reached, 1U);
  EXPECT_LE(one.relay->counters().not_reached, 5U) << "a node that is down is not hammered";
}

TEST(HandOver, ANodeThatDoesNotOwnItYetIsAskedAgain) {
  test_node one("a");
  test_node two("b");
  two.know_nobody();
  one.follow(two.url);
  EXPECT_EQ(ask_while(one, post("/thing/1", "b"), [&] { two.own(); }).body, "/thing/1|b");
}

// Keeps exchanges that nobody answers, until the program ends.
void keep(exchange one) {
  static std::mutex lock;
  static std::vector<exchange> kept;
  const std::scoped_lock guard(lock);
  kept.push_back(std::move(one));
}

// The owner takes the request and says no more, as a stopped process does.
void hang(test_node& node) {
  node.handle = [](request&, exchange reply) { keep(std::move(reply)); };
}

TEST(HandOver, WhatMayBeSentTwiceGoesToTheNewOwnerOfASilentOne) {
  test_node one("a");
  test_node silent("b");
  test_node next("c");
  silent.own();
  hang(silent);
  next.own();
  const auto take_over = [&] { one.follow(next.url, 2); };
  one.follow(silent.url, 1);
  EXPECT_EQ(ask_while(one, get("/thing/1"), take_over).body, "/thing/1|");
  one.follow(silent.url, 1);
  const std::string keyed = post("/thing/1", "b", "Idempotency-Key: k\r\n");
  EXPECT_EQ(ask_while(one, keyed, take_over).body, "/thing/1|b");
  one.follow(silent.url, 1);
  const auto unknown = ask_while(one, post("/thing/1", "b"), take_over);
  EXPECT_EQ(unknown.status, 503);
  EXPECT_THAT(unknown.body, ::testing::HasSubstr("outcome_unknown"));
}

TEST(HandOver, AReadThatBeganAtTheOldOwnerIsAnsweredByTheNewOne) {
  test_node old("a");
  test_node next("b");
  next.own();
  old.own();
  std::mutex lock;
  std::vector<exchange> kept;
  old.handle = [&](request&, exchange reply) {
    const std::scoped_lock guard(lock);
    kept.push_back(std::move(reply));
  };
  const auto change = [&] {
    old.follow(next.url, 2);
    const std::scoped_lock guard(lock);
    kept.front().send(response{.body = "stale"});
  };
  EXPECT_EQ(ask_while(old, get("/thing/1"), change).body, "/thing/1|");
}

TEST(HandOver, WhatTheOldOwnerCommittedIsSaid) {
  test_node old("a");
  test_node next("b");
  next.own();
  old.own();
  std::mutex lock;
  std::vector<exchange> kept;
  old.handle = [&](request&, exchange reply) {
    const std::scoped_lock guard(lock);
    kept.push_back(std::move(reply));
  };
  const auto change = [&] {
    old.follow(next.url, 2);
    const std::scoped_lock guard(lock);
    kept.front().send(response{.body = "committed"});
  };
  EXPECT_EQ(ask_while(old, post("/thing/1", "b"), change).body, "committed");
}

TEST(HandOver, ARefusedCommandGoesToTheNewOwner) {
  test_node old("a");
  test_node next("b");
  next.own();
  old.own();
  old.handle = [&](request&, exchange reply) {
    old.follow(next.url, 2);
    reply.send(http::problem{.code = http::error_code::not_owner});
  };
  EXPECT_EQ(ask(old, post("/thing/1", "b")).body, "/thing/1|b");
}

// Says what the target was, after the time it asks to wait.
void wait_as_asked(test_node& node) {
  node.handle = [](request& in, exchange reply) {
    if (in.target.find("wait=0") == std::string::npos) {
      reply.park({}, std::chrono::seconds(30), response{.body = "waited"});
      return keep(std::move(reply));
    }
    reply.send(response{.body = in.target});
  };
}

TEST(HandOver, AWaitAtAnotherNodeEndsWhenThisOneStops) {
  test_node one("a");
  test_node two("b");
  two.own();
  wait_as_asked(two);
  one.follow(two.url);
  const auto answer =
      ask_while(one, get("/thing/1?a=b&wait=20&c"), [&] { one.relay->begin_drain(); });
  EXPECT_EQ(answer.body, "/thing/1?a=b&wait=0&c");
}

TEST(HandOver, NobodyWaitsForAnOwnerOnceANodeStops) {
  test_node one("a");
  const auto begun = std::chrono::steady_clock::now();
  const auto answer = ask_while(one, get("/thing/1?wait=20"), [&] { one.relay->begin_drain(); });
  EXPECT_EQ(answer.status, 503);
  EXPECT_NE(answer.body.find("\"unavailable\""), std::string::npos) << answer.body;
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

TEST(HandOver, NobodyAsksAnOwnerThatIsNoneForeverOnceANodeStops) {
  test_node one("a");
  test_node two("b");
  two.know_nobody();
  one.follow(two.url);
  const auto answer = ask_while(one, post("/thing/1", "b"), [&] { one.relay->begin_drain(); });
  EXPECT_EQ(answer.status, 503);
  EXPECT_NE(answer.body.find("\"unavailable\""), std::string::npos) << answer.body;
}

TEST(HandOver, ASuccessorStillAnswersForANodeThatStops) {
  test_node one("a");
  test_node two("b");
  wait_as_asked(two);
  const auto answer = ask_while(one, get("/thing/1?wait=20"), [&] {
    one.relay->begin_drain();
    two.own();
    one.follow(two.url);
  });
  EXPECT_EQ(answer.body, "/thing/1?wait=0");
}

TEST(HandOver, WhatTheOldOwnerSaysAMomentLaterIsSaid) {
  test_node one("a");
  test_node two("b");
  test_node three("c");
  two.own();
  three.own();
  two.handle = [](request& in, exchange reply) {
    std::this_thread::sleep_for(milliseconds(1000));
    reply.send(response{.status = 201, .body = in.body});
  };
  one.follow(two.url);
  const auto answer = ask_while(one, post("/thing/1", "b"), [&] { one.follow(three.url, 2); });
  EXPECT_EQ(answer.status, 201) << answer.body;
  EXPECT_EQ(three.handled, 0);
}

TEST(HandOver, ANodeWithoutOthersWaitsForItself) {
  test_node alone("a", "");
  alone.know_nobody();
  EXPECT_EQ(ask_while(alone, post("/thing/1", "b"), [&] { alone.own(); }).body, "/thing/1|b");
}

TEST(HandOver, AnOwnerThatHandsBackAndForthEnds) {
  test_node one("a", secret, milliseconds(500));
  one.own();
  one.handle = [](request&, exchange reply) {
    reply.send(http::problem{.code = http::error_code::not_owner});
  };
  const auto answer = ask(one, post("/thing/1", "b"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_LE(one.handled, 10);
}

}  // namespace
}  // namespace carnet::cluster
