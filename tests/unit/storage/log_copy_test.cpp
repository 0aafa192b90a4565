// Copying between two embedded logs: what is copied, what goes on, what is refused.
#include "storage/log/log_copy.hpp"

#include <gmock/gmock.h>

#include "storage/log/embedded_log.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::storage {
namespace {

using testing::HasSubstr;

class LogCopy : public testing::Test {
 protected:
  static constexpr partition_id id = 1;

  std::unique_ptr<embedded_log_set> open(const char* name) {
    auto opened = open_embedded_log(directory_.path() / name, {.partitions = 2});
    return opened ? std::move(*opened) : nullptr;
  }

  static void append(log_set& set, const std::vector<std::string>& records,
                     std::vector<key_change> keys = {}) {
    event_log& log = set.partition(id);
    record_batch batch{.records = {records.begin(), records.end()}, .keys = std::move(keys)};
    ASSERT_EQ(log.append(*log.acquire(), *log.end() + 1, batch), append_outcome::committed);
  }

  static result<record_sequence> copy(embedded_log_set& from, embedded_log_set& to) {
    if (auto done = copy_keys(id, {from, from}, {to, to}, to); !done) {
      return std::unexpected(done.error());
    }
    return copy_records(id, {from, from}, {to, to}, to, [](std::uint64_t, std::uint64_t) {});
  }

  static void expect_equal(embedded_log_set& a, embedded_log_set& b) {
    const auto now = std::chrono::steady_clock::now();
    const auto here = a.partition(id).read(1, {}, now);
    const auto there = b.partition(id).read(1, {}, now);
    ASSERT_TRUE(here && there && here->size() == there->size());
    for (std::size_t n = 0; n < here->size(); ++n) {
      EXPECT_EQ((*here)[n].sequence, (*there)[n].sequence);
      EXPECT_EQ((*here)[n].epoch, (*there)[n].epoch);
      EXPECT_TRUE((*here)[n].bytes == (*there)[n].bytes);
    }
  }

  test::temporary_directory directory_;
  std::unique_ptr<embedded_log_set> from_ = open("from");
  std::unique_ptr<embedded_log_set> to_ = open("to");
};

TEST_F(LogCopy, KeepsSequencesEpochsAndKeysAndGoesOnWhereItEnded) {
  append(*from_, {"a", std::string(frame_payload_max + 7, 'x')}, {{"s1", "w1"}, {"s2", "w2"}});
  append(*from_, {"c"});
  EXPECT_EQ(copy(*from_, *to_), 0U);
  expect_equal(*from_, *to_);
  EXPECT_EQ(to_->wrapped_key(id, "s1"), "w1");
  append(*from_, {"d"}, {{"s1", ""}, {"s2", "w3"}});
  EXPECT_EQ(copy(*from_, *to_), 3U);
  expect_equal(*from_, *to_);
  EXPECT_FALSE(to_->wrapped_key(id, "s1").has_value()) << "removed in the source";
  EXPECT_EQ(to_->wrapped_key(id, "s2"), "w3");
}

TEST_F(LogCopy, TheNextOwnerIsAboveTheEpochsThatCameAlong) {
  for (const char* record : {"a", "b", "c"}) append(*from_, {record});
  const auto highest = from_->partition(id).read(3, {}, std::chrono::steady_clock::now());
  ASSERT_TRUE(copy(*from_, *to_).has_value());
  to_.reset();
  to_ = open("to");
  EXPECT_GT(to_->partition(id).acquire().value_or(0), highest->front().epoch);
}

TEST_F(LogCopy, RefusesATargetWithOtherRecords) {
  append(*from_, {"a", "b"});
  append(*to_, {"z"});
  EXPECT_THAT(copy(*from_, *to_).error().what, HasSubstr("differs at sequence 1"));
  append(*to_, {"y", "x"});
  EXPECT_THAT(copy(*from_, *to_).error().what, HasSubstr("the target holds more"));
}

TEST_F(LogCopy, RecordsThatDoNotFollowAreRefused) {
  const std::vector<log_record> gap = {{.sequence = 2, .epoch = 1, .bytes = "b"}};
  EXPECT_EQ(to_->import_records(id, gap, {}).error().code, failure_code::invalid_argument);
  EXPECT_EQ(to_->partition(id).end(), 0U);
}

}  // namespace
}  // namespace carnet::storage
