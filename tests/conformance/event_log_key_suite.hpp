// Conformance: the wrapped data keys that travel with records.
#pragma once

#include "tests/conformance/event_log_fixture.hpp"

namespace carnet::storage {

template <class Factory>
class event_log_keys : public event_log_fixture<Factory> {
 protected:
  append_outcome append_keyed(writer_epoch epoch, record_sequence next, const std::string& record,
                              std::vector<key_change> keys) {
    const record_batch batch{.records = {record}, .keys = std::move(keys)};
    return this->log().append(epoch, next, batch);
  }

  std::string key_of(const std::string& subject, partition_id partition = 1) {
    return this->set().wrapped_key(partition, subject).value_or("none");
  }
};
TYPED_TEST_SUITE_P(event_log_keys);

TYPED_TEST_P(event_log_keys, are_committed_with_their_records) {
  const auto epoch = this->log().acquire();
  ASSERT_EQ(this->append_keyed(*epoch, 1, "a", {{"s1", "w1"}, {"s2", "w2"}}),
            append_outcome::committed);
  EXPECT_EQ(this->key_of("s1"), "w1");
  EXPECT_EQ(this->key_of("s2"), "w2");
  EXPECT_EQ(this->key_of("s1", 2), "none");
  const auto missing = this->set().wrapped_key(1, "s3");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, failure_code::not_found);
  this->restart();
  EXPECT_EQ(this->key_of("s1"), "w1");
}

TYPED_TEST_P(event_log_keys, of_a_refused_batch_are_not_written) {
  const auto first = this->log().acquire();
  ASSERT_EQ(this->append_keyed(*first, 1, "a", {{"kept", "w"}}), append_outcome::committed);
  EXPECT_EQ(this->append_keyed(*first, 7, "b", {{"new", "w"}, {"kept", ""}}),
            append_outcome::not_written);
  ASSERT_TRUE(this->log().acquire().has_value());
  EXPECT_EQ(this->append_keyed(*first, 2, "b", {{"new", "w"}, {"kept", ""}}),
            append_outcome::fenced);
  EXPECT_EQ(this->key_of("new"), "none");
  EXPECT_EQ(this->key_of("kept"), "w");
}

TYPED_TEST_P(event_log_keys, are_gone_once_removed_and_purged) {
  const auto epoch = this->log().acquire();
  ASSERT_EQ(this->append_keyed(*epoch, 1, "a", {{"s1", "w1"}, {"s2", "w2"}}),
            append_outcome::committed);
  ASSERT_EQ(this->append_keyed(*epoch, 2, "b", {{"s1", ""}}), append_outcome::committed);
  EXPECT_EQ(this->key_of("s1"), "none");
  const auto purged = this->set().purge_removed_keys();
  EXPECT_TRUE(purged.has_value()) << purged.error().what;
  EXPECT_EQ(this->key_of("s2"), "w2");
  this->restart();
  EXPECT_EQ(this->key_of("s1"), "none");
  EXPECT_EQ(this->key_of("s2"), "w2");
  EXPECT_EQ(this->contents(), (std::vector<std::string>{"a", "b"}));
}

TYPED_TEST_P(event_log_keys, may_be_written_without_a_record) {
  const auto epoch = this->log().acquire();
  record_batch batch;
  batch.keys = {{"s1", "w1"}};
  EXPECT_EQ(this->log().append(*epoch, 1, batch), append_outcome::committed);
  EXPECT_EQ(this->key_of("s1"), "w1");
  EXPECT_EQ(this->log().end(), 0U);
}

REGISTER_TYPED_TEST_SUITE_P(event_log_keys, are_committed_with_their_records,
                            of_a_refused_batch_are_not_written, are_gone_once_removed_and_purged,
                            may_be_written_without_a_record);

}  // namespace carnet::storage
