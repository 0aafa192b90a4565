// Conformance: what append() and acquire() promise.
#pragma once

#include <thread>

#include "tests/conformance/event_log_fixture.hpp"

namespace carnet::storage {

template <class Factory>
class event_log_appends : public event_log_fixture<Factory> {};
TYPED_TEST_SUITE_P(event_log_appends);

TYPED_TEST_P(event_log_appends, gives_dense_sequences_from_one) {
  const auto epoch = this->log().acquire();
  ASSERT_TRUE(epoch.has_value());
  EXPECT_EQ(this->log().end(), 0U);
  EXPECT_EQ(this->append(*epoch, 1, {"a", "b"}), append_outcome::committed);
  EXPECT_EQ(this->append(*epoch, 3, {"c"}), append_outcome::committed);
  EXPECT_EQ(this->log().end(), 3U);
  const auto records = this->read(1);
  ASSERT_EQ(records.size(), 3U);
  for (std::size_t at = 0; at < records.size(); ++at) {
    EXPECT_EQ(records[at].sequence, at + 1);
    EXPECT_EQ(records[at].epoch, *epoch);
  }
  EXPECT_EQ(this->contents(), (std::vector<std::string>{"a", "b", "c"}));
}

TYPED_TEST_P(event_log_appends, refuses_any_other_next_sequence_and_writes_nothing) {
  const auto epoch = this->log().acquire();
  ASSERT_EQ(this->append(*epoch, 1, {"a"}), append_outcome::committed);
  for (const record_sequence wrong : {0U, 1U, 3U}) {
    EXPECT_EQ(this->append(*epoch, wrong, {"b"}), append_outcome::not_written) << wrong;
  }
  EXPECT_EQ(this->log().end(), 1U);
  EXPECT_EQ(this->append(*epoch, 2, {"b"}), append_outcome::committed);
  EXPECT_EQ(this->contents(), (std::vector<std::string>{"a", "b"}));
}

TYPED_TEST_P(event_log_appends, fences_every_older_epoch_for_ever) {
  const auto first = this->log().acquire();
  ASSERT_EQ(this->append(*first, 1, {"a"}), append_outcome::committed);
  const auto second = this->log().acquire();
  EXPECT_GT(*second, *first);
  EXPECT_EQ(this->append(*first, 2, {"stale"}), append_outcome::fenced);
  EXPECT_EQ(this->append(*second, 2, {"b"}), append_outcome::committed);
  EXPECT_EQ(this->append(*first, 3, {"stale"}), append_outcome::fenced);
  EXPECT_EQ(this->append(0, 3, {"never acquired"}), append_outcome::fenced);
  EXPECT_EQ(this->contents(), (std::vector<std::string>{"a", "b"}));
}

TYPED_TEST_P(event_log_appends, raises_the_epoch_over_restarts) {
  const auto before = this->log().acquire();
  ASSERT_EQ(this->append(*before, 1, {"a"}), append_outcome::committed);
  this->restart();
  const auto after = this->log().acquire();
  EXPECT_GT(*after, *before);
  EXPECT_EQ(this->append(*before, 2, {"stale"}), append_outcome::fenced);
  EXPECT_EQ(this->append(*after, 2, {"b"}), append_outcome::committed);
  EXPECT_EQ(this->contents(), (std::vector<std::string>{"a", "b"}));
}

TYPED_TEST_P(event_log_appends, keeps_partitions_apart) {
  event_log& other = this->set().partition(2);
  const auto here = this->log().acquire();
  const auto there = other.acquire();
  ASSERT_EQ(this->append(*here, 1, {"here"}), append_outcome::committed);
  ASSERT_EQ(other.append(*there, 1, this->batch_of({"there", "again"})), append_outcome::committed);
  EXPECT_EQ(this->contents(), std::vector<std::string>{"here"});
  EXPECT_EQ(other.end(), 2U);
  EXPECT_EQ(this->set().partition(0).end(), 0U);
}

TYPED_TEST_P(event_log_appends, keeps_records_of_every_size_over_frames_and_restarts) {
  const auto epoch = this->log().acquire();
  std::vector<std::string> written;
  const std::vector<std::size_t> sizes = {0,
                                          1,
                                          frame_payload_max - 1,
                                          frame_payload_max,
                                          frame_payload_max + 1,
                                          3 * frame_payload_max,
                                          25 * 1024 * 1024};
  for (const std::size_t bytes : sizes) {
    written.push_back(sample_record(bytes, static_cast<unsigned>(written.size())));
    ASSERT_EQ(this->append(*epoch, written.size(), {written.back()}), append_outcome::committed);
  }
  const read_limit all{.records = 100, .bytes = std::size_t{1} << 30};
  EXPECT_TRUE(this->contents(1, all) == written);
  this->restart();
  EXPECT_TRUE(this->contents(1, all) == written);
  EXPECT_EQ(this->log().end(), written.size());
}

TYPED_TEST_P(event_log_appends, holds_to_its_limits_exactly) {
  const auto epoch = this->log().acquire();
  const std::vector<std::string> most(batch_records_max, "r");
  std::vector<std::string> too_many = most;
  too_many.push_back("r");
  EXPECT_EQ(this->append(*epoch, 1, too_many), append_outcome::not_written);
  EXPECT_EQ(this->append(*epoch, 1, most), append_outcome::committed);
  record_sequence next = batch_records_max + 1;

  const std::string half = sample_record(batch_bytes_max / 2, 1);
  EXPECT_EQ(this->append(*epoch, next, {half, half, "x"}), append_outcome::not_written);
  EXPECT_EQ(this->append(*epoch, next, {half, half}), append_outcome::committed);
  next += 2;

  const std::string largest = sample_record(record_bytes_max, 2);
  EXPECT_EQ(this->append(*epoch, next, {largest + "x"}), append_outcome::not_written);
  EXPECT_EQ(this->append(*epoch, next, {largest}), append_outcome::committed);
  EXPECT_TRUE(this->contents(next) == std::vector<std::string>{largest});
  EXPECT_EQ(this->append(*epoch, next + 1, {}), append_outcome::not_written);
  EXPECT_EQ(this->log().end(), next);
}

TYPED_TEST_P(event_log_appends, grows_beside_a_writer_and_stays_grown) {
  constexpr record_sequence written = 40;
  const auto epoch = this->log().acquire();
  ASSERT_TRUE(epoch.has_value());
  std::thread writer([&] {
    for (record_sequence next = 1; next <= written; ++next) {
      EXPECT_EQ(this->append(*epoch, next, {"a"}), append_outcome::committed);
    }
  });
  const auto more = this->partitions + 2;
  const auto grown = this->set().grow(more);
  writer.join();
  ASSERT_TRUE(grown.has_value()) << grown.error().what;
  EXPECT_EQ(this->set().partitions(), more);
  EXPECT_TRUE(this->set().grow(1).has_value());  // it is that large already
  EXPECT_EQ(this->set().partitions(), more);
  EXPECT_EQ(this->log().end(), written);

  event_log& added = this->set().partition(more - 1);
  const auto added_epoch = added.acquire();
  ASSERT_TRUE(added_epoch.has_value());
  EXPECT_EQ(added.append(*added_epoch, 1, this->batch_of({"b"})), append_outcome::committed);
  this->restart();  // with the number of before
  ASSERT_EQ(this->set().partitions(), more);
  const auto last = this->set().partition(more - 1).end();
  ASSERT_TRUE(last.has_value());
  EXPECT_EQ(*last, 1U);
}

REGISTER_TYPED_TEST_SUITE_P(event_log_appends, gives_dense_sequences_from_one,
                            refuses_any_other_next_sequence_and_writes_nothing,
                            fences_every_older_epoch_for_ever, raises_the_epoch_over_restarts,
                            keeps_partitions_apart,
                            keeps_records_of_every_size_over_frames_and_restarts,
                            holds_to_its_limits_exactly, grows_beside_a_writer_and_stays_grown);

}  // namespace carnet::storage
