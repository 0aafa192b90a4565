// What several nodes need of the log: places, followed keys, signs of an owner's life, hand-over.
#include <thread>

#include "tests/kafka/log_fixture.hpp"

namespace carnet::storage {
namespace {

const auto* const environment = testing::AddGlobalTestEnvironment(new test::kafka_or_skip);

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds lease(7000);

auto soon() { return steady_clock::now() + std::chrono::seconds(10); }

class kafka_shared_log_test : public kafka_log_test {
 protected:
  // Follows until everything that is committed by now has been given.
  static std::vector<log_record> follow(kafka_log_set& set, record_sequence from) {
    const auto end = set.acknowledged_place(id, soon());
    EXPECT_TRUE(end.has_value());
    std::vector<log_record> all;
    const auto deadline = soon();
    while (set.read_place(id) < *end && steady_clock::now() < deadline) {
      auto some = set.partition(id).read(from + all.size(), {},
                                         steady_clock::now() + std::chrono::milliseconds(50));
      EXPECT_TRUE(some.has_value());
      if (!some) break;
      all.insert(all.end(), some->begin(), some->end());
    }
    EXPECT_GE(set.read_place(id), *end);
    return all;
  }

  // Before it says that there is no such key, a log takes up all that anybody knows to be
  // committed.
  static void take_up_keys(kafka_log_set& set) { EXPECT_FALSE(set.wrapped_key(id, "nobody")); }
};

TEST_F(kafka_shared_log_test, a_follower_knows_when_it_has_everything) {
  const auto owner = open();
  const auto follower = open();
  const auto epoch = *owner->partition(id).acquire();
  ASSERT_EQ(append(*owner, epoch, 1, {"one", "two"}), append_outcome::committed);
  EXPECT_EQ(follow(*follower, 1).size(), 2u);
  EXPECT_TRUE(follow(*follower, 3).empty());
  ASSERT_EQ(append(*owner, epoch, 3, {"three"}), append_outcome::committed);
  EXPECT_LT(follower->read_place(id), *follower->acknowledged_place(id, soon()));
  EXPECT_EQ(follow(*follower, 3).size(), 1u);
}

TEST_F(kafka_shared_log_test, a_key_is_found_by_a_follower_as_soon_as_its_record) {
  const auto owner = open();
  const auto follower = open();
  const auto epoch = *owner->partition(id).acquire();
  ASSERT_TRUE(follower->follow_keys(id));
  record_batch batch;
  batch.records = {"record"};
  batch.keys = {{"subject", "wrapped"}};
  ASSERT_EQ(owner->partition(id).append(epoch, 1, batch), append_outcome::committed);
  EXPECT_EQ(follower->wrapped_key(id, "subject").value_or(""), "wrapped");
  batch.keys = {{"subject", ""}};
  ASSERT_EQ(owner->partition(id).append(epoch, 2, batch), append_outcome::committed);
  take_up_keys(*follower);
  EXPECT_FALSE(follower->wrapped_key(id, "subject"));
}

TEST_F(kafka_shared_log_test, the_first_owner_has_no_predecessor) {
  const auto set = open();
  ASSERT_TRUE(set->partition(id).acquire());
  EXPECT_FALSE(set->predecessor(id));
  // Nor has one that takes the fence again.
  ASSERT_TRUE(set->partition(id).acquire());
  EXPECT_FALSE(set->predecessor(id));
}

TEST_F(kafka_shared_log_test, an_owner_that_is_gone_was_last_seen_when_its_sign_was_read) {
  const auto owner = open();
  const auto follower = open();
  const auto epoch = *owner->partition(id).acquire();
  ASSERT_EQ(append(*owner, epoch, 1, {"one"}), append_outcome::committed);
  const auto before = boot_now();
  ASSERT_EQ(owner->renew(id, lease), append_outcome::committed);
  follow(*follower, 1);
  take_up_keys(*follower);
  const auto read = boot_now();
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  ASSERT_TRUE(follower->partition(id).acquire());
  const auto sign = follower->predecessor(id);
  ASSERT_TRUE(sign.has_value());
  EXPECT_GE(sign->seen, before);
  EXPECT_LE(sign->seen, read);
  EXPECT_EQ(sign->lease, lease);
  EXPECT_EQ(owner->renew(id, lease), append_outcome::fenced);
}

TEST_F(kafka_shared_log_test, a_sign_nobody_had_read_counts_from_when_it_is) {
  const auto owner = open();
  const auto other = open();
  const auto epoch = *owner->partition(id).acquire();
  ASSERT_EQ(append(*owner, epoch, 1, {"one"}), append_outcome::committed);
  const auto before = boot_now();
  ASSERT_TRUE(other->partition(id).acquire());
  ASSERT_TRUE(other->predecessor(id));
  EXPECT_GE(other->predecessor(id)->seen, before);
  EXPECT_EQ(other->predecessor(id)->lease.count(), 0);
}

TEST_F(kafka_shared_log_test, a_lease_outlives_a_successor_that_never_served) {
  const auto owner = open();
  const auto brief = open();
  const auto next = open();
  ASSERT_TRUE(owner->partition(id).acquire());
  ASSERT_EQ(owner->renew(id, lease), append_outcome::committed);
  ASSERT_TRUE(brief->partition(id).acquire());
  brief->resign(id, /*handed_over=*/false);
  ASSERT_TRUE(next->partition(id).acquire());
  ASSERT_TRUE(next->predecessor(id));
  EXPECT_EQ(next->predecessor(id)->lease, lease);
}

TEST_F(kafka_shared_log_test, nobody_waits_for_an_owner_that_handed_over) {
  const auto owner = open();
  const auto next = open();
  const auto epoch = *owner->partition(id).acquire();
  ASSERT_EQ(append(*owner, epoch, 1, {"one"}), append_outcome::committed);
  owner->resign(id, /*handed_over=*/true);
  EXPECT_EQ(append(*owner, epoch, 2, {"late"}), append_outcome::fenced);
  ASSERT_TRUE(next->partition(id).acquire());
  EXPECT_FALSE(next->predecessor(id));
  EXPECT_EQ(*next->partition(id).end(), 1u);
  // The one before follows again.
  EXPECT_EQ(follow(*owner, 1).size(), 1u);
}

}  // namespace
}  // namespace carnet::storage
