// What the embedded log adds to the port: exclusive use, checkpoints, purge, rotation,
// verification.
#include "storage/log/embedded_log.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <iterator>

#include "storage/log/log_census.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::storage {
namespace {

class embedded_log_test : public testing::Test {
 protected:
  std::unique_ptr<embedded_log_set> open(const std::string& name = "log") {
    auto opened = open_embedded_log(directory_.path() / name, {.partitions = 2});
    EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().what);
    return opened ? std::move(*opened) : nullptr;
  }

  static void append(event_log& log, writer_epoch epoch, const std::string& record,
                     std::vector<key_change> keys = {}) {
    const record_batch batch{.records = {record}, .keys = std::move(keys)};
    ASSERT_EQ(log.append(epoch, *log.end() + 1, batch), append_outcome::committed);
  }

  bool bytes_are_on_disk(const std::string& bytes) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_.path())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string content{std::istreambuf_iterator<char>(file), {}};
      if (content.find(bytes) != std::string::npos) return true;
    }
    return false;
  }

  test::temporary_directory directory_;
};

TEST_F(embedded_log_test, refuses_a_second_opener_in_the_same_process) {
  const auto held = open();
  const auto second = open_embedded_log(directory_.path() / "log", {});
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, failure_code::locked);
}

TEST_F(embedded_log_test, refuses_another_process_and_names_the_holder) {
  const std::string command = CARNET_KILLED_WRITER " hold " + (directory_.path() / "log").string();
  std::FILE* const holder = ::popen(command.c_str(), "r");
  ASSERT_NE(holder, nullptr);
  int process = 0;
  ASSERT_EQ(std::fscanf(holder, "%d", &process), 1);
  const auto second = open_embedded_log(directory_.path() / "log", {});
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, failure_code::locked);
  EXPECT_NE(second.error().what.find("process " + std::to_string(process)), std::string::npos);
  ::kill(process, SIGKILL);
  ::pclose(holder);
  EXPECT_NE(open(), nullptr) << "the end of the holder frees the directory";
}

TEST_F(embedded_log_test, grows_by_partitions_and_never_shrinks) {
  {
    const auto two = open();
  }
  const auto four = open_embedded_log(directory_.path() / "log", {.partitions = 4});
  ASSERT_TRUE(four.has_value());
  EXPECT_EQ((*four)->partitions(), 4U);
  ASSERT_TRUE((*four)->partition(3).acquire().has_value());
}

TEST_F(embedded_log_test, keeps_its_partitions_when_fewer_are_asked_for) {
  {
    const auto two = open();
  }
  const auto one = open_embedded_log(directory_.path() / "log", {.partitions = 1});
  EXPECT_EQ((*one)->partitions(), 2U);
}

TEST_F(embedded_log_test, refuses_impossible_numbers_of_partitions) {
  for (const partition_id wrong : {0U, 4097U}) {
    const auto opened = open_embedded_log(directory_.path() / "log", {.partitions = wrong});
    EXPECT_EQ(opened.error().code, failure_code::invalid_argument);
  }
}

TEST_F(embedded_log_test, does_not_grow_beyond_what_it_can_hold) {
  const auto two = open();
  const auto grown = two->grow(4097);
  ASSERT_FALSE(grown.has_value());
  EXPECT_EQ(grown.error().code, failure_code::invalid_argument);
  EXPECT_EQ(two->partitions(), 2U);
}

TEST_F(embedded_log_test, copies_itself_online_to_one_point_that_verifies) {
  const auto set = open();
  const auto epoch = *set->partition(1).acquire();
  append(set->partition(1), epoch, "before", {{"subject", "wrapped"}});
  ASSERT_TRUE(set->checkpoint(directory_.path() / "copy").has_value());
  append(set->partition(1), epoch, "after");
  const auto copy = open("copy");
  EXPECT_EQ(copy->partition(1).end(), 1U);
  EXPECT_EQ(copy->wrapped_key(1, "subject"), "wrapped");
  EXPECT_TRUE(copy->recovery().lost.empty());
  for (const partition_census& census : verify(*copy)) EXPECT_FALSE(census.problem.has_value());
  EXPECT_EQ(set->partition(1).end(), 2U);
}

TEST_F(embedded_log_test, leaves_no_byte_of_a_purged_key_in_its_files) {
  const auto set = open();
  const auto epoch = *set->partition(1).acquire();
  append(set->partition(1), epoch, "a", {{"gone", "marker-of-the-removed-key"}, {"kept", "k"}});
  ASSERT_TRUE(set->purge_removed_keys().has_value());
  ASSERT_TRUE(bytes_are_on_disk("marker-of-the-removed-key")) << "the search must be able to find";
  append(set->partition(1), epoch, "b", {{"gone", ""}});
  ASSERT_TRUE(bytes_are_on_disk("marker-of-the-removed-key"));
  ASSERT_TRUE(set->purge_removed_keys().has_value());
  EXPECT_FALSE(bytes_are_on_disk("marker-of-the-removed-key"));
  EXPECT_EQ(set->wrapped_key(1, "kept"), "k");
}

TEST_F(embedded_log_test, lists_keys_in_order_and_by_partition) {
  const auto set = open();
  const auto epoch = *set->partition(1).acquire();
  append(set->partition(1), epoch, "a", {{"c", "3"}, {"a", "1"}, {"b", "2"}});
  const auto first = set->keys_after(1, "", 2);
  ASSERT_EQ(first->size(), 2U);
  EXPECT_EQ(first->at(1).subject, "b");
  const auto rest = set->keys_after(1, "b", 2);
  ASSERT_EQ(rest->size(), 1U);
  EXPECT_EQ(rest->front().wrapped, "3");
  EXPECT_TRUE(set->keys_after(0, "", 9)->empty());
}

TEST_F(embedded_log_test, replaces_only_keys_that_are_still_as_they_were_read) {
  const auto set = open();
  const auto epoch = *set->partition(1).acquire();
  append(set->partition(1), epoch, "a", {{"a", "old"}, {"b", "old"}, {"c", "old"}});
  append(set->partition(1), epoch, "b", {{"b", ""}, {"c", "newer"}});
  const std::vector<key_replacement> wishes = {
      {"a", "old", "new"}, {"b", "old", "new"}, {"c", "old", "new"}};
  EXPECT_EQ(set->replace_keys(1, wishes), 1U);
  EXPECT_EQ(set->wrapped_key(1, "a"), "new");
  EXPECT_EQ(set->wrapped_key(1, "b").error().code, failure_code::not_found);
  EXPECT_EQ(set->wrapped_key(1, "c"), "newer");
}

TEST_F(embedded_log_test, counts_what_it_holds) {
  const auto set = open();
  const auto epoch = *set->partition(1).acquire();
  append(set->partition(1), epoch, std::string(1000, 'r'));
  append(set->partition(1), epoch, std::string(700'000, 'r'));
  const auto census = verify(*set);
  ASSERT_EQ(census.size(), 2U);
  EXPECT_EQ(census[0].records, 0U);
  EXPECT_EQ(census[1].records, 2U);
  EXPECT_EQ(census[1].bytes, 701'000U);
}

}  // namespace
}  // namespace carnet::storage
