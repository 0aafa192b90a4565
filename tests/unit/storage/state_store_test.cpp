// The state store: rows and position together, snapshots, reopening, damage.
#include "storage/kv/state_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>

#include "tests/support/killed_writer.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::storage {
namespace {

class sample_changes final : public row_changes {
 public:
  explicit sample_changes(std::map<std::string, std::optional<std::string>> rows)
      : rows_(std::move(rows)) {}
  void each(const std::function<void(std::string_view, std::optional<std::string_view>)>& visit)
      const override {
    for (const auto& [key, value] : rows_) visit(key, value);
  }

 private:
  std::map<std::string, std::optional<std::string>> rows_;
};

sample_changes changes(std::map<std::string, std::optional<std::string>> rows) {
  return sample_changes(std::move(rows));
}

class state_store_test : public testing::Test {
 protected:
  std::filesystem::path path() const { return directory_.path() / "state"; }

  result<std::unique_ptr<state_store>> try_open(const std::filesystem::path& path) {
    return state_store::open(path, resources_);
  }

  std::unique_ptr<state_store> open() {
    auto opened = try_open(path());
    EXPECT_TRUE(opened.has_value()) << (opened ? "" : opened.error().what);
    return opened ? std::move(*opened) : nullptr;
  }

  static state_position at(record_sequence sequence) {
    return {sequence, std::string(32, static_cast<char>('a' + sequence))};
  }

  using rows = std::vector<std::string>;

  static rows keys(const row_reader& reader, std::string_view from, std::string_view to) {
    rows found;
    reader.scan(from, to, [&](std::string_view key, std::string_view) {
      found.emplace_back(key);
      return true;
    });
    return found;
  }

  static rows keys_back(const row_reader& reader, std::string_view from, std::string_view to) {
    rows found;
    reader.scan_back(from, to, [&](std::string_view key, std::string_view) {
      found.emplace_back(key);
      return true;
    });
    return found;
  }

  test::temporary_directory directory_;
  std::shared_ptr<state_resources> resources_ =
      make_state_resources(8 * 1024 * 1024, 64 * 1024 * 1024);
};

TEST_F(state_store_test, is_empty_and_at_nothing_when_new) {
  const auto store = open();
  EXPECT_EQ(store->at(), state_position{});
  EXPECT_FALSE(store->get("a").has_value());
  EXPECT_TRUE(keys(*store, "", "\xff").empty());
}

TEST_F(state_store_test, writes_rows_and_position_and_finds_them_again) {
  const std::string large(100'000, 'v');
  {
    const auto store = open();
    ASSERT_TRUE(store->write(changes({{"a", "1"}, {"b", large}, {"c", ""}}), at(1)).has_value());
    ASSERT_TRUE(store->write(changes({{"a", std::nullopt}, {"d", "4"}}), at(2)).has_value());
  }
  const auto store = open();
  EXPECT_EQ(store->at(), at(2));
  EXPECT_FALSE(store->get("a").has_value());
  EXPECT_EQ(store->get("b"), large);
  EXPECT_EQ(store->get("c"), "");
  EXPECT_EQ(store->get("d"), "4");
}

// The killed process had written 16 MB with 4 MB of memory for it: most of it is in files.
TEST_F(state_store_test, is_after_a_kill_the_state_of_an_earlier_position) {
  const std::string command = CARNET_KILLED_WRITER " state " + path().string() + " 400";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const auto store = open();
  const auto filed = store->at().sequence;
  EXPECT_GT(filed, 100U);
  EXPECT_LT(filed, 400U);
  EXPECT_EQ(keys(*store, "", "\xff").size(), filed * test::killed_rows_per_write);
}

TEST_F(state_store_test, does_not_mind_a_file_that_was_not_finished) {
  {
    const auto store = open();
    ASSERT_TRUE(store->write(changes({{"a", "1"}}), at(1)).has_value());
  }
  std::ofstream(path() / "incoming.rows") << "half";
  {
    const auto store = open();
    ASSERT_TRUE(store->write(changes({{"a", "2"}}), at(2)).has_value());
  }
  EXPECT_EQ(open()->get("a"), "2");
}

// Every write finishes a table here, so that rows lie in memory, on their way and in files at once.
TEST_F(state_store_test, shows_each_row_once_wherever_it_lies) {
  resources_ = make_state_resources(1 << 20, 1);
  const auto store = open();
  std::map<std::string, std::string> expected;
  for (record_sequence next = 1; next <= 300; ++next) {
    const std::string key = "k" + std::to_string(next % 40);
    const bool removed = next % 7 == 0;
    ASSERT_TRUE(
        store
            ->write(changes({{key, removed ? std::nullopt : std::optional(std::to_string(next))}}),
                    at(next))
            .has_value());
    removed ? expected.erase(key) : (expected[key] = std::to_string(next), std::size_t{1});
    rows wanted;
    for (const auto& [name, value] : expected) wanted.push_back(name);
    ASSERT_EQ(keys(*store, "", "\xff"), wanted) << next;
    std::reverse(wanted.begin(), wanted.end());
    ASSERT_EQ(keys_back(*store, "", "\xff"), wanted) << next;
    ASSERT_EQ(store->get(key), removed ? std::nullopt : std::optional(std::to_string(next)));
  }
  ASSERT_TRUE(store->flush().has_value());
  EXPECT_EQ(store->at(), at(300));
}

TEST_F(state_store_test, scans_ranges_in_both_directions) {
  const auto store = open();
  ASSERT_TRUE(
      store->write(changes({{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}}), at(1)).has_value());
  EXPECT_EQ(keys(*store, "b", "d"), (rows{"b", "c"}));
  EXPECT_EQ(keys_back(*store, "b", "d"), (rows{"c", "b"}));
  EXPECT_EQ(keys_back(*store, "", "\xff"), (rows{"d", "c", "b", "a"}));
  EXPECT_TRUE(keys(*store, "d", "b").empty());
  EXPECT_TRUE(keys_back(*store, "x", "z").empty());
  rows first_two;
  store->scan("a", "z", [&](std::string_view key, std::string_view value) {
    first_two.push_back(std::string(key) + std::string(value));
    return first_two.size() < 2;
  });
  EXPECT_EQ(first_two, (rows{"a1", "b2"}));
}

TEST_F(state_store_test, never_shows_the_row_of_its_position) {
  const auto store = open();
  ASSERT_TRUE(store->write(changes({{"a", "1"}}), at(1)).has_value());
  EXPECT_EQ(keys(*store, "", "\xff"), rows{"a"});
  EXPECT_EQ(keys_back(*store, "", "\xff"), rows{"a"});
  EXPECT_FALSE(store->get(std::string_view("\0position", 9)).has_value());
  EXPECT_EQ(keys(*store->snapshot().rows, "", "\xff"), rows{"a"});
}

TEST_F(state_store_test, gives_snapshots_that_later_writes_do_not_change) {
  const auto store = open();
  ASSERT_TRUE(store->write(changes({{"a", "old"}}), at(1)).has_value());
  const auto view = store->snapshot();
  ASSERT_TRUE(store->write(changes({{"a", "new"}, {"b", "2"}}), at(2)).has_value());
  EXPECT_EQ(view.at, at(1));
  EXPECT_EQ(view.rows->get("a"), "old");
  EXPECT_EQ(keys(*view.rows, "", "\xff"), rows{"a"});
  EXPECT_EQ(store->get("a"), "new");
  EXPECT_EQ(store->at(), at(2));
}

TEST_F(state_store_test, copies_itself_online_with_the_position_of_the_copy) {
  const auto store = open();
  ASSERT_TRUE(store->write(changes({{"a", "1"}}), at(1)).has_value());
  const auto copied = store->checkpoint(directory_.path() / "copy");
  ASSERT_TRUE(copied.has_value()) << copied.error().what;
  EXPECT_EQ(*copied, at(1));
  ASSERT_TRUE(store->write(changes({{"a", "2"}}), at(2)).has_value());
  const auto copy = try_open(directory_.path() / "copy");
  ASSERT_TRUE(copy.has_value()) << copy.error().what;
  EXPECT_EQ((*copy)->get("a"), "1");
  EXPECT_EQ((*copy)->at(), at(1));
  EXPECT_FALSE(store->checkpoint(directory_.path() / "copy").has_value()) << "it exists";
}

TEST_F(state_store_test, refuses_a_second_opener) {
  const auto store = open();
  const auto second = try_open(path());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, failure_code::locked);
}

TEST_F(state_store_test, with_a_missing_or_damaged_file_is_corrupt) {
  {
    const auto store = open();
    ASSERT_TRUE(store->write(changes({{"a", "1"}}), at(1)).has_value());
    ASSERT_TRUE(store->flush().has_value());
  }
  for (const auto& entry : std::filesystem::directory_iterator(path())) {
    if (entry.path().extension() == ".sst") std::filesystem::remove(entry.path());
  }
  const auto opened = try_open(path());
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, failure_code::corrupt) << opened.error().what;
}

}  // namespace
}  // namespace carnet::storage
