// What the log on Kafka adds to the port: the fence between processes, holes between offsets,
// topics that are made, grown and checked.
#include <fmt/core.h>
#include <gmock/gmock.h>

#include "tests/kafka/log_fixture.hpp"
#include "tests/kafka/raw_producer.hpp"

namespace carnet::storage {
namespace {

using testing::HasSubstr;

const auto* const environment = testing::AddGlobalTestEnvironment(new test::kafka_or_skip);

TEST_F(kafka_log_test, a_later_owner_fences_the_one_before) {
  const auto first = open();
  const auto old_epoch = first->partition(id).acquire();
  ASSERT_EQ(append(*first, *old_epoch, 1, {"a"}), append_outcome::committed);
  const auto second = open();
  const auto epoch = second->partition(id).acquire();
  EXPECT_GT(*epoch, *old_epoch);
  EXPECT_EQ(append(*first, *old_epoch, 2, {"stale"}), append_outcome::fenced);
  EXPECT_EQ(append(*second, *epoch, 2, {"b"}), append_outcome::committed);
  EXPECT_EQ(append(*first, *old_epoch, 2, {"stale"}), append_outcome::fenced);
  EXPECT_EQ(contents(*open()), (std::vector<std::string>{"a", "b"}));
}

TEST_F(kafka_log_test, an_epoch_is_never_taken_twice) {
  writer_epoch highest = 0;
  for (int owner = 0; owner < 3; ++owner) {
    const auto epoch = open()->partition(id).acquire();
    ASSERT_TRUE(epoch.has_value());
    EXPECT_GT(*epoch, highest) << "though no record was written";
    highest = *epoch;
  }
}

TEST_F(kafka_log_test, a_follower_sees_what_an_owner_elsewhere_writes) {
  const auto owner = open();
  const auto follower = open();
  const auto epoch = owner->partition(id).acquire();
  for (record_sequence next = 1; next <= 20; ++next) {
    ASSERT_EQ(append(*owner, *epoch, next, {std::to_string(next)}), append_outcome::committed);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    const auto seen = follower->partition(id).read(next, {}, deadline);
    ASSERT_TRUE(seen.has_value());
    ASSERT_EQ(seen->size(), 1U);
    EXPECT_EQ(seen->front().bytes, std::to_string(next));
  }
  EXPECT_EQ(follower->partition(id).end(), 20U);
}

TEST_F(kafka_log_test, records_are_found_among_holes_between_offsets) {
  constexpr record_sequence last = 4000;
  const auto owner = open();
  const auto epoch = owner->partition(id).acquire();
  test::raw_producer other(options_.brokers, options_.topic_prefix + ".other");
  for (record_sequence next = 1; next < last; next += 100) {
    std::vector<std::string> records;
    for (record_sequence n = next; n < next + 100; ++n) records.push_back(fmt::format("r{}", n));
    ASSERT_EQ(append(*owner, *epoch, next, records), append_outcome::committed);
    for (int n = 0; n < 3; ++n) other.write(events_topic(), "aborted", /*commit=*/false);
  }
  const auto reader = open();
  EXPECT_EQ(reader->partition(id).end(), last);
  for (const record_sequence wanted : {1U, 3999U, 2000U, 2U, 1234U, 3501U, 777U, 4000U, 100U}) {
    EXPECT_EQ(contents(*reader, wanted, {.records = 2}).front(), fmt::format("r{}", wanted));
  }
  EXPECT_EQ(contents(*reader).size(), last);
}

TEST_F(kafka_log_test, a_foreign_message_is_reported_with_its_place) {
  const auto owner = open();
  ASSERT_EQ(append(*owner, *owner->partition(id).acquire(), 1, {"a"}), append_outcome::committed);
  test::raw_producer other(options_.brokers, options_.topic_prefix + ".other");
  other.write(events_topic(), "no frame at all", /*commit=*/true);
  const auto end = open()->partition(id).end();
  ASSERT_FALSE(end.has_value());
  EXPECT_EQ(end.error().code, failure_code::corrupt);
  EXPECT_THAT(end.error().what, HasSubstr("offset 2"));
}

TEST_F(kafka_log_test, grows_and_keeps_the_higher_number_of_partitions) {
  EXPECT_EQ(open()->partitions(), 2U);
  options_.partitions = 4;
  const auto grown = open();
  EXPECT_EQ(grown->partitions(), 4U);
  const auto epoch = grown->partition(3).acquire();
  record_batch batch{.records = {"new"}, .keys = {{"subject", "wrapped"}}};
  EXPECT_EQ(grown->partition(3).append(*epoch, 1, batch), append_outcome::committed);
  options_.partitions = 2;
  EXPECT_EQ(open()->wrapped_key(3, "subject").value_or("none"), "wrapped");
}

TEST_F(kafka_log_test, is_not_found_where_it_may_not_be_made) {
  options_.may_create = false;
  EXPECT_EQ(refusal().code, failure_code::not_found);
}

TEST_F(kafka_log_test, refuses_settings_that_would_lose_records_and_says_which) {
  open();
  test::raw_producer other(options_.brokers, options_.topic_prefix + ".other");
  const std::string prefix = options_.topic_prefix;
  struct wrong_setting {
    std::string topic, name, wrong, right;
  };
  const std::vector<wrong_setting> wrong = {
      {".events", "retention.ms", "604800000", "-1"},
      {".control", "retention.bytes", "1000000", "-1"},
      {".events", "cleanup.policy", "compact", "delete"},
      {".control", "max.message.bytes", "100000", "1048588"},
      {".events", "unclean.leader.election.enable", "true", "false"},
      {".keys", "cleanup.policy", "delete", "compact"},
      {".keys", "max.compaction.lag.ms", "7200000", "200"},
  };
  for (const auto& one : wrong) {
    other.set(prefix + one.topic, one.name, one.wrong);
    const auto refused = refusal();
    EXPECT_EQ(refused.code, failure_code::invalid_argument) << one.name;
    EXPECT_THAT(refused.what, HasSubstr(prefix + one.topic)) << one.name;
    EXPECT_THAT(refused.what, HasSubstr(one.name));
    other.set(prefix + one.topic, one.name, one.right);
  }
  EXPECT_EQ(open()->partitions(), 2U);
  options_.replication = 9;
  EXPECT_THAT(refusal().what, HasSubstr("9 are wanted"));
}

}  // namespace
}  // namespace carnet::storage
