// A broker that stops answering while batches are in flight: each append is answered truthfully,
// and what an unknown one left is found out by acquiring again.
#include <fmt/core.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <csignal>
#include <filesystem>
#include <random>
#include <thread>

#include "tests/kafka/log_fixture.hpp"

namespace carnet::storage {
namespace {

using std::chrono::milliseconds;

const auto* const environment = testing::AddGlobalTestEnvironment(new test::kafka_or_skip);

class kafka_outage_test : public kafka_log_test {
 protected:
  kafka_outage_test() {
    options_.append_wait_max = milliseconds(1500);
    broker_ = std::stoi("0" + test::first_line(test::kafka_folder() / "node-1" / "pid"));
  }
  ~kafka_outage_test() override { resume(); }

  void pause() { kill(broker_, SIGSTOP); }
  void resume() { kill(broker_, SIGCONT); }

  // What was sent is with the broker, what it answers comes to nobody.
  static void cut_connections() {
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
      const int socket = std::stoi(entry.path().filename());
      sockaddr_in peer{};
      socklen_t size = sizeof peer;
      auto* const address = reinterpret_cast<sockaddr*>(&peer);
      if (getpeername(socket, address, &size) == 0 && peer.sin_family == AF_INET) {
        shutdown(socket, SHUT_RDWR);
      }
    }
  }

  pid_t broker_ = 0;
};

TEST_F(kafka_outage_test, loses_nothing_acknowledged_and_doubles_nothing) {
  const auto set = open();
  auto epoch = set->partition(id).acquire();
  ASSERT_TRUE(epoch.has_value());
  std::vector<std::string> expected;
  std::minstd_rand chance(7);
  int unknown = 0;
  for (int round = 0; round < 6; ++round) {
    std::thread outage([&, delay = milliseconds(chance() % 40)] {
      std::this_thread::sleep_for(delay);
      pause();
    });
    auto outcome = append_outcome::committed;
    std::string record;
    while (outcome == append_outcome::committed) {
      record = "r" + std::to_string(expected.size() + 1);
      outcome = append(*set, *epoch, expected.size() + 1, {record});
      if (outcome == append_outcome::committed) expected.push_back(record);
    }
    outage.join();
    resume();
    unknown += outcome == append_outcome::unknown;
    epoch = set->partition(id).acquire();
    ASSERT_TRUE(epoch.has_value()) << epoch.error().what;
    // Only the batch without an answer may be there as well.
    const auto end = set->partition(id).end();
    ASSERT_TRUE(end.has_value());
    if (*end == expected.size() + 1 && outcome == append_outcome::unknown) {
      expected.push_back(record);
    }
    ASSERT_EQ(contents(*set), expected);
  }
  EXPECT_GT(unknown, 0);
  EXPECT_EQ(contents(*open()), expected);
}

// Whoever goes on with a producer after such an outage must not have the next batch taken for a
// repetition of the one that was given up.
TEST_F(kafka_outage_test, what_follows_a_batch_that_was_given_up_is_there) {
  options_.append_wait_max = milliseconds(400);
  const auto set = open();
  auto epoch = set->partition(id).acquire();
  ASSERT_TRUE(epoch.has_value());
  std::vector<std::string> expected;
  std::minstd_rand chance(11);
  for (int round = 0; round < 14; ++round) {
    std::thread outage([&, delay = milliseconds(20 + chance() % 20)] {
      std::this_thread::sleep_for(delay);
      pause();
      std::this_thread::sleep_for(milliseconds(100));
      cut_connections();
      std::this_thread::sleep_for(milliseconds(600));
      resume();
    });
    auto outcome = append_outcome::committed;
    std::string record;
    while (outcome == append_outcome::committed) {
      record = fmt::format("{} of round {}", expected.size() + 1, round);
      outcome = append(*set, *epoch, expected.size() + 1, {record});
      if (outcome == append_outcome::committed) expected.push_back(record);
    }
    outage.join();
    if (outcome != append_outcome::not_written) {
      epoch = set->partition(id).acquire();
      ASSERT_TRUE(epoch.has_value()) << epoch.error().what;
      if (set->partition(id).end().value_or(0) > expected.size()) expected.push_back(record);
    }
    for (int more = 0; more < 2; ++more) {
      record = fmt::format("{} after round {}", expected.size() + 1, round);
      ASSERT_EQ(append(*set, *epoch, expected.size() + 1, {record}), append_outcome::committed);
      expected.push_back(record);
    }
    ASSERT_EQ(contents(*open()), expected) << "in round " << round;
  }
}

}  // namespace
}  // namespace carnet::storage
