// Conformance: what read() promises, beside writers too.
#pragma once

#include <thread>

#include "tests/conformance/event_log_fixture.hpp"

namespace carnet::storage {

template <class Factory>
class event_log_reads : public event_log_fixture<Factory> {};
TYPED_TEST_SUITE_P(event_log_reads);

TYPED_TEST_P(event_log_reads, begins_anywhere_and_keeps_to_the_limit) {
  const auto epoch = this->log().acquire();
  std::vector<std::string> ten;
  for (unsigned seed = 0; seed < 10; ++seed) ten.push_back(sample_record(100, seed));
  ASSERT_EQ(this->append(*epoch, 1, ten), append_outcome::committed);
  EXPECT_EQ(this->contents(10), std::vector<std::string>{ten[9]});
  EXPECT_EQ(this->contents(0), ten);
  EXPECT_EQ(this->contents(4, {.records = 3, .bytes = 1000}).size(), 3U);
  EXPECT_EQ(this->contents(4, {.records = 9, .bytes = 300}).size(), 3U);
  EXPECT_EQ(this->contents(4, {.records = 9, .bytes = 299}).size(), 2U);
  EXPECT_EQ(this->contents(4, {.records = 9, .bytes = 1}), std::vector<std::string>{ten[3]});
  EXPECT_TRUE(this->contents(11).empty());
}

TYPED_TEST_P(event_log_reads, waits_until_the_deadline_and_then_gives_nothing) {
  const auto begun = std::chrono::steady_clock::now();
  const auto records = this->log().read(1, {}, this->in(std::chrono::milliseconds(60)));
  ASSERT_TRUE(records.has_value());
  EXPECT_TRUE(records->empty());
  EXPECT_GE(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds(60));
}

TYPED_TEST_P(event_log_reads, wakes_when_the_awaited_record_is_committed) {
  const auto epoch = this->log().acquire();
  ASSERT_EQ(this->append(*epoch, 1, {"a"}), append_outcome::committed);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    this->append(*epoch, 2, {"b"});
  });
  const auto records = this->log().read(2, {}, this->in(std::chrono::seconds(20)));
  writer.join();
  ASSERT_TRUE(records.has_value());
  ASSERT_EQ(records->size(), 1U);
  EXPECT_EQ(records->front().bytes, "b");
}

TYPED_TEST_P(event_log_reads, sees_whole_batches_in_order_beside_a_writer) {
  constexpr record_sequence last = 200;
  const auto epoch = this->log().acquire();
  std::thread writer([&] {
    for (record_sequence next = 1; next < last; next += 2) {
      const auto seed = static_cast<unsigned>(next);
      this->append(*epoch, next, {sample_record(3000, seed), sample_record(600'000, seed + 1)});
    }
  });
  record_sequence seen = 0;
  while (seen < last) {
    const auto records = this->log().read(seen + 1, {}, this->in(std::chrono::seconds(20)));
    ASSERT_TRUE(records.has_value()) << records.error().what;
    ASSERT_FALSE(records->empty());
    for (const log_record& record : *records) {
      ASSERT_EQ(record.sequence, ++seen);
      const std::size_t bytes = seen % 2 == 1 ? 3000 : 600'000;
      ASSERT_TRUE(record.bytes == sample_record(bytes, static_cast<unsigned>(seen)));
    }
  }
  writer.join();
}

TYPED_TEST_P(event_log_reads, gives_the_same_after_a_restart) {
  const auto epoch = this->log().acquire();
  std::vector<std::string> written;
  for (unsigned seed = 0; seed < 50; ++seed) {
    written.push_back(sample_record(seed * 40, seed));
    ASSERT_EQ(this->append(*epoch, seed + 1, {written.back()}), append_outcome::committed);
  }
  this->restart();
  EXPECT_EQ(this->contents(), written);
  EXPECT_EQ(this->log().end(), 50U);
}

REGISTER_TYPED_TEST_SUITE_P(event_log_reads, begins_anywhere_and_keeps_to_the_limit,
                            waits_until_the_deadline_and_then_gives_nothing,
                            wakes_when_the_awaited_record_is_committed,
                            sees_whole_batches_in_order_beside_a_writer,
                            gives_the_same_after_a_restart);

}  // namespace carnet::storage
