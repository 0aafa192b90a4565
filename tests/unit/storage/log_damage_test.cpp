// Damage to the files of the embedded log: a torn end, a cut end, a damaged middle, a vanished
// file. Each is found out at opening or at reading, with its place; nothing is skipped in silence.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include "storage/log/acknowledged_mark.hpp"
#include "storage/log/embedded_log.hpp"
#include "storage/log/log_census.hpp"
#include "tests/conformance/event_log_fixture.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::storage {
namespace {

constexpr record_sequence written = 40;

class log_damage : public testing::Test {
 protected:
  log_damage() {
    // By a process that ends as by kill -9, so that all is still in the write-ahead log.
    const std::string command =
        CARNET_KILLED_WRITER " log " + log_path().string() + " " + std::to_string(written);
    EXPECT_EQ(std::system(command.c_str()), 0);
  }

  std::filesystem::path log_path() const { return directory_.path() / "log"; }

  auto reopen(lost_tail policy = lost_tail::report) {
    return open_embedded_log(log_path(), {.partitions = 2, .on_lost_tail = policy});
  }

  auto look() const { return open_embedded_log(log_path(), {.read_only = true}); }

  // Of all files but the one that says who has the log open.
  std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(log_path())) {
      const std::string name = entry.path().filename();
      std::ifstream file(entry.path(), std::ios::binary);
      if (name != "OWNER") found[name] = {std::istreambuf_iterator<char>(file), {}};
    }
    return found;
  }

  // The file of a kind that holds the records.
  std::filesystem::path largest(const std::string& extension) const {
    std::filesystem::path found;
    for (const auto& entry : std::filesystem::directory_iterator(log_path())) {
      if (entry.path().extension() != extension) continue;
      if (found.empty() || entry.file_size() > std::filesystem::file_size(found)) {
        found = entry.path();
      }
    }
    return found;
  }
  std::filesystem::path wal() const { return largest(".log"); }

  static void flip_byte(const std::filesystem::path& file, std::uintmax_t offset) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(offset));
    const int byte = stream.get();
    stream.seekp(static_cast<std::streamoff>(offset));
    stream.put(static_cast<char>(byte ^ 0x40));
  }

  test::temporary_directory directory_;
};

TEST_F(log_damage, without_any_all_records_are_there_after_a_kill) {
  const auto set = reopen(lost_tail::refuse);
  ASSERT_TRUE(set.has_value()) << set.error().what;
  EXPECT_EQ((*set)->partition(1).end(), written);
  EXPECT_TRUE((*set)->recovery().lost.empty());
  EXPECT_TRUE((*set)->recovery().torn_tails.empty());
  EXPECT_EQ(verify(**set).at(1).records, written);
}

TEST_F(log_damage, garbage_after_the_last_write_is_a_torn_write_and_no_loss) {
  std::ofstream(wal(), std::ios::app | std::ios::binary) << sample_record(3000, 1);
  const auto set = reopen(lost_tail::refuse);
  ASSERT_TRUE(set.has_value()) << set.error().what;
  EXPECT_EQ((*set)->partition(1).end(), written);
  ASSERT_EQ((*set)->recovery().torn_tails.size(), 1U);
  EXPECT_NE((*set)->recovery().torn_tails.front().find(".log offset"), std::string::npos);
}

TEST_F(log_damage, zeros_after_the_last_write_are_reserved_room) {
  std::ofstream(wal(), std::ios::app | std::ios::binary) << std::string(100'000, '\0');
  const auto set = reopen(lost_tail::refuse);
  ASSERT_TRUE(set.has_value()) << set.error().what;
  EXPECT_EQ((*set)->partition(1).end(), written);
  EXPECT_TRUE((*set)->recovery().torn_tails.empty());
}

TEST_F(log_damage, a_cut_end_is_reported_and_the_rest_goes_on) {
  std::filesystem::resize_file(wal(), std::filesystem::file_size(wal()) - 12'000);
  {
    const auto set = reopen();
    ASSERT_TRUE(set.has_value()) << set.error().what;
    const log_recovery& recovery = (*set)->recovery();
    ASSERT_EQ(recovery.lost.size(), 1U);
    EXPECT_EQ(recovery.lost.front().partition, 1U);
    EXPECT_EQ(recovery.lost.front().first, written - 2);
    EXPECT_EQ(recovery.lost.front().last, written);
    EXPECT_EQ(recovery.torn_tails.size(), 1U);
    event_log& log = (*set)->partition(1);
    EXPECT_EQ(log.end(), written - 3);
    EXPECT_EQ(log.append(*log.acquire(), written - 2, {.records = {"on"}, .keys = {}}),
              append_outcome::committed);
  }
  const auto again = reopen(lost_tail::refuse);
  ASSERT_TRUE(again.has_value()) << "reported once";
  EXPECT_EQ((*again)->partition(1).end(), written - 2);
}

TEST_F(log_damage, a_look_reports_a_cut_end_and_changes_no_file) {
  std::filesystem::resize_file(wal(), std::filesystem::file_size(wal()) - 12'000);
  const auto before = contents();
  for (int look_number = 0; look_number < 2; ++look_number) {
    const auto set = look();
    ASSERT_TRUE(set.has_value()) << set.error().what;
    ASSERT_EQ((*set)->recovery().lost.size(), 1U);
    EXPECT_EQ((*set)->recovery().lost.front().first, written - 2);
    EXPECT_EQ((*set)->recovery().lost.front().last, written);
    EXPECT_EQ(verify(**set).at(1).records, written - 3);
  }
  EXPECT_EQ(contents(), before);
  EXPECT_EQ((*reopen())->recovery().lost.size(), 1U);
}

TEST_F(log_damage, a_look_writes_nothing) {
  const auto before = contents();
  {
    const auto set = look();
    ASSERT_TRUE(set.has_value()) << set.error().what;
    EXPECT_EQ((*set)->partition(1).end(), written);
    EXPECT_FALSE((*set)->partition(1).acquire().has_value());
    EXPECT_FALSE((*set)->grow(3).has_value());
  }
  EXPECT_EQ(contents(), before);
}

TEST_F(log_damage, a_look_founds_no_log) {
  EXPECT_FALSE(open_embedded_log(directory_.path() / "none", {.read_only = true}).has_value());
  EXPECT_FALSE(std::filesystem::exists(directory_.path() / "none"));
}

TEST_F(log_damage, a_look_without_a_mark_makes_none) {
  std::filesystem::remove(log_path() / "ACKNOWLEDGED");
  const auto set = look();
  ASSERT_TRUE(set.has_value()) << set.error().what;
  EXPECT_TRUE((*set)->recovery().lost.empty());
  EXPECT_FALSE(std::filesystem::exists(log_path() / "ACKNOWLEDGED"));
}

TEST_F(log_damage, losing_how_many_partitions_there_are_is_losing_their_records) {
  std::filesystem::resize_file(wal(), 0);
  for (const bool read_only : {true, false}) {
    const auto set = open_embedded_log(log_path(), {.read_only = read_only});
    ASSERT_TRUE(set.has_value()) << set.error().what;
    ASSERT_EQ((*set)->recovery().lost.size(), 1U);
    EXPECT_EQ((*set)->recovery().lost.front().partition, 1U);
    EXPECT_EQ((*set)->recovery().lost.front().last, written);
  }
  EXPECT_TRUE((*reopen())->recovery().lost.empty()) << "reported once";
}

TEST_F(log_damage, an_online_copy_knows_what_was_acknowledged) {
  const auto copy = directory_.path() / "copy";
  {
    const auto set = reopen();
    ASSERT_TRUE((*set)->checkpoint(copy).has_value());
  }
  const auto set = open_embedded_log(copy, {.read_only = true});
  ASSERT_TRUE(set.has_value()) << set.error().what;
  EXPECT_TRUE((*set)->recovery().lost.empty());
  const auto mark = acknowledged_mark::copy_of(copy / "ACKNOWLEDGED");
  EXPECT_EQ(mark->last(1), written);
}

TEST_F(log_damage, a_cut_end_can_be_refused) {
  std::filesystem::resize_file(wal(), std::filesystem::file_size(wal()) - 12'000);
  const auto set = reopen(lost_tail::refuse);
  ASSERT_FALSE(set.has_value());
  EXPECT_EQ(set.error().code, failure_code::corrupt);
  EXPECT_NE(set.error().what.find("partition 1 ends at sequence 37, but 40 was acknowledged"),
            std::string::npos);
}

TEST_F(log_damage, a_damaged_last_record_is_reported_as_lost) {
  flip_byte(wal(), std::filesystem::file_size(wal()) - 100);
  const auto set = reopen();
  ASSERT_TRUE(set.has_value()) << set.error().what;
  ASSERT_EQ((*set)->recovery().lost.size(), 1U);
  EXPECT_EQ((*set)->recovery().lost.front().first, written);
}

TEST_F(log_damage, a_damaged_middle_refuses_to_open_however_often_it_is_tried) {
  flip_byte(wal(), std::filesystem::file_size(wal()) / 2);
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto set = reopen(lost_tail::report);
    ASSERT_FALSE(set.has_value());
    EXPECT_EQ(set.error().code, failure_code::corrupt);
    EXPECT_NE(set.error().what.find("acknowledged records follow"), std::string::npos);
  }
}

TEST_F(log_damage, a_vanished_write_ahead_log_does_not_go_unnoticed) {
  std::filesystem::remove(wal());
  const auto set = reopen(lost_tail::refuse);
  ASSERT_FALSE(set.has_value());
  EXPECT_EQ(set.error().code, failure_code::corrupt);
}

TEST_F(log_damage, a_vanished_current_file_does_not_start_an_empty_log) {
  std::filesystem::remove(log_path() / "CURRENT");
  const auto set = reopen(lost_tail::report);
  ASSERT_FALSE(set.has_value());
  EXPECT_EQ(set.error().code, failure_code::corrupt);
  EXPECT_GT(std::filesystem::file_size(wal()), 100'000U) << "nothing was deleted";
}

TEST_F(log_damage, a_flipped_bit_in_a_table_is_found_by_reading) {
  {
    const auto set = reopen();  // recovery has put everything into tables
    ASSERT_TRUE(set.has_value()) << set.error().what;
  }
  flip_byte(largest(".sst"), std::filesystem::file_size(largest(".sst")) / 2);
  const auto set = reopen();
  ASSERT_TRUE(set.has_value()) << set.error().what;
  const partition_census census = verify(**set).at(1);
  ASSERT_TRUE(census.problem.has_value());
  EXPECT_EQ(census.problem->code, failure_code::corrupt);
  EXPECT_NE(census.problem->what.find("partition 1 sequence"), std::string::npos);
  EXPECT_LT(census.records, written);
}

}  // namespace
}  // namespace carnet::storage
