// The group that spreads partitions: real members on a real broker.
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "storage/log/node_group.hpp"
#include "tests/kafka/log_fixture.hpp"

namespace carnet::storage {
namespace {

const auto* const environment = testing::AddGlobalTestEnvironment(new test::kafka_or_skip);

using std::chrono::seconds;
using std::chrono::steady_clock;

// A member, and what it was told.
class member {
 public:
  explicit member(const kafka_options& options, std::uint32_t behaviour = 1) {
    group_events events;
    events.granted = [this](auto ids) { change([&] { held_.insert(ids.begin(), ids.end()); }); };
    events.withdrawn = [this](auto ids) {
      change([&] {
        for (const auto id : ids) held_.erase(id);
      });
    };
    events.lost = events.withdrawn;
    auto joined = join_node_group(options, {"member", behaviour}, std::move(events));
    if (!joined) throw std::runtime_error(joined.error().what);
    group_ = std::move(*joined);
  }

  bool await_count(std::size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, seconds(30), [&] { return held_.size() == count; });
  }
  std::set<partition_id> held() {
    const std::lock_guard lock(mutex_);
    return held_;
  }
  node_group& group() { return *group_; }

 private:
  template <class Change>
  void change(const Change& make) {
    const std::lock_guard lock(mutex_);
    make();
    changed_.notify_all();
  }

  std::mutex mutex_;  // guards held_
  std::condition_variable changed_;
  std::set<partition_id> held_;
  std::unique_ptr<node_group> group_;
};

class kafka_group_test : public kafka_log_test {
 protected:
  kafka_group_test() {
    options_.partitions = 4;
    log_ = open();
  }

  std::unique_ptr<kafka_log_set> log_;  // its topics
};

TEST_F(kafka_group_test, spreads_all_partitions_and_moves_what_a_member_leaves) {
  member first(options_);
  ASSERT_TRUE(first.await_count(4));
  member second(options_);
  ASSERT_TRUE(second.await_count(2));
  ASSERT_TRUE(first.await_count(2));
  std::set<partition_id> all = first.held();
  all.merge(second.held());
  EXPECT_EQ(all, (std::set<partition_id>{0, 1, 2, 3}));
  second.group().leave();
  EXPECT_TRUE(second.held().empty());
  EXPECT_TRUE(first.await_count(4));
}

TEST_F(kafka_group_test, members_see_each_others_behaviour) {
  member older(options_, 1);
  ASSERT_TRUE(older.await_count(4));
  member newer(options_, 2);
  ASSERT_TRUE(newer.await_count(2));
  const auto all = older.group().describe(steady_clock::now() + seconds(10));
  ASSERT_TRUE(all.has_value());
  std::multiset<std::uint32_t> known;
  for (const auto& one : *all) {
    EXPECT_EQ(one.name, "member");
    known.insert(one.behaviour);
  }
  EXPECT_EQ(known, (std::multiset<std::uint32_t>{1, 2}));
}

TEST_F(kafka_group_test, confirms_to_members_only) {
  member one(options_);
  ASSERT_TRUE(one.await_count(4));
  EXPECT_TRUE(one.group().confirms(1, steady_clock::now() + seconds(10)));
  one.group().leave();
  EXPECT_FALSE(one.group().confirms(1, steady_clock::now() + seconds(1)));
}

}  // namespace
}  // namespace carnet::storage
