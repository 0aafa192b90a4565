// A disk that fails while the power stays on: a sync that fails makes outcomes unknown until a
// restart, a full disk refuses for sure and serves again once there is room.
#include <gtest/gtest.h>

#include <thread>

#include "storage/kv/state_settings.hpp"
#include "storage/log/embedded_log.hpp"
#include "tests/support/power_cut_fs.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::storage {
namespace {

class log_faults : public testing::Test {
 protected:
  log_faults() { open(); }

  void open() {
    log_.reset();
    auto opened =
        open_embedded_log(directory_.path() / "log",
                          {.partitions = 2, .on_lost_tail = lost_tail::refuse, .env = env_.get()});
    ASSERT_TRUE(opened.has_value()) << opened.error().what;
    log_ = std::move(*opened);
    epoch_ = log_->partition(1).acquire().value_or(0);
  }

  append_outcome append(const std::string& record, partition_id id = 1) {
    event_log& log = log_->partition(id);
    return log.append(epoch_, *log.end() + 1, {.records = {record}, .keys = {}});
  }

  test::temporary_directory directory_;
  test::power_cut_disk disk_{1};
  std::unique_ptr<rocksdb::Env> env_ = test::power_cut_env(disk_);
  std::unique_ptr<embedded_log_set> log_;
  writer_epoch epoch_ = 0;
};

TEST_F(log_faults, a_failed_sync_is_unknown_and_so_is_every_append_after_it) {
  ASSERT_EQ(append("a"), append_outcome::committed);
  disk_.fail_syncs(1);
  EXPECT_EQ(append("b"), append_outcome::unknown);
  EXPECT_EQ(append("c"), append_outcome::unknown);
  EXPECT_EQ(log_->partition(1).acquire().error().code, failure_code::unknown_outcome);
  EXPECT_EQ(log_->partition(0).acquire().error().code, failure_code::unknown_outcome);
  EXPECT_EQ(log_->partition(1).end(), 1U);
  EXPECT_EQ(log_->partition(1).read(1, {}, {})->size(), 1U) << "reads go on";
}

TEST_F(log_faults, after_a_failed_sync_a_restart_tells_and_goes_on) {
  ASSERT_EQ(append("a"), append_outcome::committed);
  disk_.fail_syncs(1);
  EXPECT_EQ(append("b"), append_outcome::unknown);
  open();
  const record_sequence end = *log_->partition(1).end();
  EXPECT_TRUE(end == 1 || end == 2);
  EXPECT_EQ(append("c"), append_outcome::committed);
}

TEST_F(log_faults, a_full_disk_writes_nothing_and_serves_again_with_room) {
  const std::string large(200'000, 'r');
  ASSERT_EQ(append(large), append_outcome::committed);
  disk_.set_room(100'000);
  EXPECT_EQ(append(large), append_outcome::not_written);
  EXPECT_EQ(append("small"), append_outcome::not_written);
  EXPECT_EQ(log_->partition(1).end(), 1U);
  EXPECT_EQ(log_->partition(1).read(1, {}, {})->size(), 1U) << "reads go on";
  disk_.set_room(std::nullopt);
  append_outcome outcome = append_outcome::not_written;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (outcome == append_outcome::not_written && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    outcome = append("again");
  }
  EXPECT_EQ(outcome, append_outcome::committed);
  open();
  const auto records = log_->partition(1).read(1, {}, {});
  ASSERT_TRUE(records.has_value()) << records.error().what;
  ASSERT_EQ(records->size(), 2U);
  EXPECT_EQ(records->back().bytes, "again");
}

TEST_F(log_faults, a_full_disk_and_a_power_cut_leave_no_half_record) {
  ASSERT_EQ(append("a"), append_outcome::committed);
  disk_.set_room(100'000);
  EXPECT_EQ(append(std::string(200'000, 'r')), append_outcome::not_written);
  log_.reset();
  disk_.power_on();
  open();
  EXPECT_EQ(log_->partition(1).end(), 1U);
  EXPECT_EQ(append("b"), append_outcome::committed);
}

class one_row final : public row_changes {
 public:
  explicit one_row(std::string value) : value_(std::move(value)) {}
  void each(const std::function<void(std::string_view, std::optional<std::string_view>)>& visit)
      const override {
    visit("row", value_);
  }

 private:
  const std::string value_;
};

// What memory holds is readable all the time; a write beyond it is refused whole.
TEST_F(log_faults, a_state_on_a_full_disk_refuses_once_memory_is_full_and_goes_on_with_room) {
  const auto resources = make_state_resources(1 << 20, 400'000);
  resources->env = env_.get();
  const auto state = state_store::open(directory_.path() / "state", resources);
  ASSERT_TRUE(state.has_value()) << state.error().what;
  disk_.set_room(1000);
  record_sequence accepted = 0;
  result<void> outcome;
  while (outcome && accepted < 20) {
    const std::string value = std::to_string(accepted + 1) + std::string(110'000, 'v');
    outcome = (*state)->write(one_row(value), {accepted + 1, std::string(32, 'h')});
    if (outcome) ++accepted;
  }
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().code, failure_code::storage_full);
  EXPECT_GE(accepted, 1U);
  EXPECT_TRUE((*state)->get("row")->starts_with(std::to_string(accepted) + "v"));
  EXPECT_EQ((*state)->at().sequence, accepted);
  disk_.set_room(std::nullopt);
  bool written = false;
  for (int attempt = 0; attempt < 400 && !written; ++attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    written = (*state)->write(one_row("again"), {accepted + 1, std::string(32, 'h')}).has_value();
  }
  EXPECT_TRUE(written);
  EXPECT_EQ((*state)->get("row"), "again");
  EXPECT_TRUE((*state)->flush().has_value());
}

}  // namespace
}  // namespace carnet::storage
