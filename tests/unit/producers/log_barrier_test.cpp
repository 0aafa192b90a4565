// The barrier over a log whose end and place the test sets.
#include "producers/cluster/log_barrier.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "producers/cluster/lease.hpp"

namespace carnet::producers {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using storage::log_place;

// A log of which only the end matters.
class ending_log final : public storage::shared_log {
 public:
  std::atomic<log_place> end{0};
  std::atomic<bool> away{false};
  std::atomic<bool> silent{false};  // away, and only time tells
  std::atomic<int> questions{0};
  std::vector<milliseconds> patience;  // of the silent ones' questions; to be read after a stop

  result<log_place> committed_place(partition_id, steady_clock::time_point) override { return 0; }
  result<log_place> acknowledged_place(partition_id, steady_clock::time_point deadline) override {
    ++questions;
    if (silent) {
      patience.push_back(ceil<milliseconds>(deadline - steady_clock::now()));
      std::this_thread::sleep_until(deadline);
      return fail(failure_code::timed_out, "silent");
    }
    if (away) return fail(failure_code::timed_out, "away");
    return end.load();
  }
  log_place read_place(partition_id) const override { return 0; }
  result<void> follow_keys(partition_id) override { return {}; }
  result<void> refresh_keys(partition_id, steady_clock::time_point) override { return {}; }
  storage::append_outcome renew(partition_id, milliseconds) override {
    return storage::append_outcome::fenced;
  }
  void resign(partition_id, bool) override {}
  std::optional<storage::owner_sign> predecessor(partition_id) override { return {}; }
};

class log_barrier_test : public testing::Test {
 protected:
  log_barrier_test()
      : barrier_(log_, {.partitions = [] { return partition_id{1}; },
                        .owned = [this](partition_id) { return owned_.load(); },
                        .place = [this](partition_id) { return place_.load(); },
                        .on_look = [](const auto&) {}}) {}
  ~log_barrier_test() override { barrier_.stop(); }

  std::future<bool> ask(milliseconds patience = std::chrono::seconds(20)) {
    auto answer = std::make_shared<std::promise<bool>>();
    auto future = answer->get_future();
    barrier_.wait(0, steady_clock::now() + patience,
                  [answer](bool known) { answer->set_value(known); });
    return future;
  }

  ending_log log_;
  std::atomic<bool> owned_{false};
  std::atomic<log_place> place_{0};
  log_barrier barrier_;
};

TEST_F(log_barrier_test, waits_for_what_was_there_when_asked) {
  log_.end = 5;
  place_ = 4;
  barrier_.start();
  auto asked = ask();
  EXPECT_EQ(asked.wait_for(milliseconds(50)), std::future_status::timeout);
  place_ = 5;
  barrier_.progress();
  EXPECT_TRUE(asked.get());
  log_.end = 6;
  EXPECT_EQ(ask().wait_for(milliseconds(150)), std::future_status::timeout);
}

TEST_F(log_barrier_test, one_question_serves_everybody_who_asked_before_it) {
  std::vector<std::future<bool>> asked;
  for (int n = 0; n < 200; ++n) asked.push_back(ask());
  barrier_.start();
  for (auto& one : asked) EXPECT_TRUE(one.get());
  EXPECT_LE(log_.questions, 3);  // a look of its own is among them
}

TEST_F(log_barrier_test, says_no_when_time_is_up_and_when_the_log_is_away) {
  log_.away = true;
  barrier_.start();
  EXPECT_FALSE(ask(milliseconds(100)).get());
  log_.away = false;
  log_.end = 1;
  EXPECT_FALSE(ask(milliseconds(100)).get());
}

TEST_F(log_barrier_test, asks_again_until_the_log_answers) {
  log_.away = true;
  barrier_.start();
  auto asked = ask();
  EXPECT_EQ(asked.wait_for(milliseconds(100)), std::future_status::timeout);
  log_.away = false;
  EXPECT_TRUE(asked.get());
}

TEST_F(log_barrier_test, silent_partitions_share_a_second) {
  log_.silent = true;
  std::vector<std::future<bool>> asked;
  for (partition_id id = 0; id < 3; ++id) {
    auto answer = std::make_shared<std::promise<bool>>();
    asked.push_back(answer->get_future());
    barrier_.wait(id, steady_clock::now() + milliseconds(100),
                  [answer](bool known) { answer->set_value(known); });
  }
  barrier_.start();
  for (auto& one : asked) EXPECT_FALSE(one.get());
  barrier_.stop();
  ASSERT_EQ(log_.patience.size(), 3);
  EXPECT_LE(log_.patience[1], milliseconds(400));
  EXPECT_LE(log_.patience[2], milliseconds(400));
}

TEST_F(log_barrier_test, an_owner_misses_nothing) {
  log_.away = true;
  owned_ = true;
  barrier_.start();
  EXPECT_TRUE(ask().get());
}

TEST_F(log_barrier_test, at_the_end_everybody_is_answered) {
  log_.end = 1;
  barrier_.start();
  auto asked = ask();
  barrier_.stop();
  EXPECT_FALSE(asked.get());
  EXPECT_FALSE(ask().get());
}

TEST(lease, lives_from_the_start_of_what_only_an_owner_can_do) {
  lease own;
  EXPECT_FALSE(own.alive());
  const auto now = storage::boot_now();
  own.extend(now);
  EXPECT_TRUE(own.alive());
  EXPECT_EQ(own.renewal_due(), now + lease_min / 3);
  own.extend(now - lease_min);
  EXPECT_FALSE(own.alive());
  own.extend(now);
  own.end();
  EXPECT_FALSE(own.alive());
}

TEST(lease, a_successor_waits_longer_than_it_lasts) {
  for (const auto length : {lease_min, milliseconds(7000), lease_max}) {
    EXPECT_GT(lease_wait(length), length);
  }
  // Who wrote no length has the least one.
  EXPECT_EQ(lease_wait(milliseconds(0)), lease_wait(lease_min));
}

TEST(lease, grows_on_a_slow_log_and_shrinks_again) {
  lease own;
  own.begin(storage::boot_now());
  EXPECT_EQ(own.wanted(), lease_min);
  own.extend(storage::boot_now() - milliseconds(3000));
  const auto longer = own.wanted();
  EXPECT_GE(longer, milliseconds(9000));
  EXPECT_LE(longer, lease_max);
  // Not in force until the log has it.
  EXPECT_LE(own.left(), milliseconds(2000));
  own.agree(storage::boot_now(), longer);
  EXPECT_GT(own.left(), lease_min);
  own.extend(storage::boot_now() - milliseconds(60'000));
  EXPECT_EQ(own.wanted(), lease_max);
  for (int n = 0; n < 40; ++n) own.extend(storage::boot_now());
  EXPECT_EQ(own.wanted(), lease_min);
}

TEST(lease, is_shorter_before_anybody_reads_that_it_is) {
  lease own;
  own.begin(storage::boot_now());
  own.agree(storage::boot_now(), lease_max);
  own.propose(storage::boot_now(), lease_min);
  EXPECT_LE(own.left(), lease_min);
  // A longer one changes nothing yet.
  own.propose(storage::boot_now(), lease_max);
  EXPECT_LE(own.left(), lease_min);
  own.end();
  own.propose(storage::boot_now(), lease_min);
  EXPECT_FALSE(own.alive());
}

}  // namespace
}  // namespace carnet::producers
