// Damage to a write-ahead log of a block or two, at every place of it: what was acknowledged and
// lies behind the damage keeps the log from opening, and a write that was torn does not.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <ostream>

#include "storage/log/embedded_log.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::storage {
namespace {

namespace fs = std::filesystem;

struct shape {
  record_sequence records = 0;
  std::size_t record_bytes = 0;
  std::size_t step = 0;  // between the places that are damaged
};

void PrintTo(const shape& s, std::ostream* out) {
  *out << s.records << " records of " << s.record_bytes << " bytes";
}

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Bytes of which none repeats for long, as of sealed content.
std::string sealed(record_sequence number, std::size_t size) {
  std::string bytes(size, '\0');
  std::uint64_t word = number * 0x9e3779b97f4a7c15;
  for (char& byte : bytes) {
    word = word * 6364136223846793005 + 1442695040888963407;
    byte = static_cast<char>(word >> 56);
  }
  return bytes;
}

class small_log : public testing::TestWithParam<shape> {
 protected:
  // The files as kill -9 leaves them, once with and once without the last record acknowledged.
  small_log() {
    const auto set = std::move(*open_embedded_log(path("live"), {.partitions = 2}));
    event_log& log = set->partition(1);
    const auto epoch = *log.acquire();
    for (record_sequence next = 1; next <= GetParam().records; ++next) {
      if (next == GetParam().records) {
        fs::copy(path("live") / "ACKNOWLEDGED", path("mark_before"));
        last_write_ = fs::file_size(wal("live"));
      }
      const std::string record = sealed(next, GetParam().record_bytes);
      EXPECT_EQ(log.append(epoch, next, {.records = {record}, .keys = {}}),
                append_outcome::committed);
    }
    fs::copy(path("live"), path("killed"), fs::copy_options::recursive);
    whole_ = content_of(wal("killed"));
  }

  fs::path path(const std::string& name) const { return directory_.path() / name; }

  fs::path wal(const std::string& name) const {
    fs::path found;
    for (const auto& entry : fs::directory_iterator(path(name))) {
      const bool is_wal = entry.path().extension() == ".log";
      if (is_wal && (found.empty() || entry.path() < found)) found = entry.path();
    }
    return found;
  }

  // A second write-ahead log behind the first one, as after a full write buffer.
  void add_wal(const std::string& bytes) {
    std::ofstream(path("killed") / "000099.log", std::ios::binary) << bytes;
  }

  // Opens a copy of the killed log with `bytes` for its write-ahead log.
  result<void> open_with(const std::string& bytes, lost_tail policy = lost_tail::report) {
    opened_.reset();
    fs::remove_all(path("tried"));
    fs::copy(path("killed"), path("tried"), fs::copy_options::recursive);
    if (torn_) fs::copy(path("mark_before"), path("tried") / "ACKNOWLEDGED", overwrite);
    std::ofstream(wal("tried"), std::ios::binary) << bytes;
    return open_again(policy);
  }

  result<void> open_again(lost_tail policy = lost_tail::report) {
    auto opened = open_embedded_log(path("tried"), {.partitions = 2, .on_lost_tail = policy});
    if (!opened) return std::unexpected(opened.error());
    opened_ = std::move(*opened);
    return {};
  }

  void expect_no_loss(const std::string& bytes, record_sequence at_least, std::size_t place) {
    const auto opened = open_with(bytes, lost_tail::refuse);
    ASSERT_TRUE(opened.has_value()) << "byte " << place << ": " << opened.error().what;
    EXPECT_GE(*opened_->partition(1).end(), at_least) << "byte " << place;
  }

  static constexpr auto overwrite = fs::copy_options::overwrite_existing;
  test::temporary_directory directory_;
  std::unique_ptr<embedded_log_set> opened_;
  std::string whole_;           // the write-ahead log
  std::size_t last_write_ = 0;  // where its last write begins
  bool torn_ = false;           // the last write was not acknowledged
};

TEST_P(small_log, a_flipped_bit_before_an_intact_record_refuses_to_open_and_changes_nothing) {
  for (std::size_t place = 0; place < last_write_; place += GetParam().step) {
    std::string bytes = whole_;
    bytes[place] = static_cast<char>(bytes[place] ^ (1 << place % 8));
    const auto opened = open_with(bytes);
    ASSERT_FALSE(opened.has_value()) << "byte " << place;
    EXPECT_EQ(opened.error().code, failure_code::corrupt);
    EXPECT_NE(opened.error().what.find("acknowledged records follow"), std::string::npos)
        << opened.error().what;
    EXPECT_EQ(content_of(wal("tried")), bytes) << "byte " << place;
  }
}

TEST_P(small_log, a_stretch_that_is_overwritten_before_an_intact_record_refuses_to_open) {
  for (std::size_t place = 0; place + 200 < last_write_; place += 5 * GetParam().step) {
    for (const std::string& over : {std::string(200, '\0'), sealed(place + 99, 200)}) {
      std::string bytes = whole_;
      bytes.replace(place, over.size(), over);
      EXPECT_FALSE(open_with(bytes).has_value()) << "byte " << place;
    }
  }
}

TEST_P(small_log, a_lost_page_or_block_before_an_intact_record_refuses_to_open) {
  for (std::size_t place = 0; place < last_write_; place += 4096) {
    for (const std::size_t unit : {4096, 32768}) {
      const std::size_t end = (place / unit + 1) * unit;
      if (end > last_write_) continue;
      std::string bytes = whole_;
      bytes.replace(place, end - place, end - place, '\0');
      EXPECT_FALSE(open_with(bytes).has_value()) << "bytes " << place << " to " << end;
    }
  }
}

TEST_P(small_log, a_first_file_that_is_garbage_changes_nothing_however_often_it_is_tried) {
  const std::string last = whole_.substr(last_write_);
  if (last_write_ > 32768) return;  // its fragments would lie elsewhere in their blocks
  add_wal(last);
  const std::string bytes = sealed(1, last_write_);
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto opened = attempt == 0 ? open_with(bytes) : open_again();
    EXPECT_FALSE(opened.has_value());
    EXPECT_EQ(content_of(wal("tried")), bytes);
    EXPECT_EQ(content_of(path("tried") / "000099.log"), last);
  }
}

TEST_P(small_log, a_torn_write_that_was_written_again_in_the_next_file_is_no_loss) {
  if (last_write_ > 32768) return;
  add_wal(whole_.substr(last_write_));
  expect_no_loss(whole_.substr(0, whole_.size() - 9), GetParam().records, whole_.size() - 9);
}

TEST_P(small_log, a_flipped_bit_in_the_last_record_is_reported) {
  for (std::size_t place = last_write_; place < whole_.size(); place += GetParam().step) {
    std::string bytes = whole_;
    bytes[place] = static_cast<char>(bytes[place] ^ (1 << place % 8));
    const auto opened = open_with(bytes);
    ASSERT_TRUE(opened.has_value()) << "byte " << place << ": " << opened.error().what;
    const auto& lost = opened_->recovery().lost;
    ASSERT_EQ(lost.size(), 1U) << "byte " << place;
    EXPECT_EQ(lost.front().first, GetParam().records);
    EXPECT_EQ(lost.front().last, GetParam().records);
  }
}

TEST_P(small_log, a_torn_write_is_no_loss) {
  torn_ = true;
  const record_sequence before = GetParam().records - 1;
  for (std::size_t place = last_write_; place < whole_.size(); place += 2 * GetParam().step) {
    const std::size_t rest = whole_.size() - place;
    const std::string kept = whole_.substr(0, place);
    expect_no_loss(kept, before, place);
    expect_no_loss(kept + std::string(rest, '\0'), before, place);
    expect_no_loss(kept + sealed(place, rest), before, place);
    const std::size_t gone = std::min<std::size_t>(rest, 512);
    expect_no_loss(kept + std::string(gone, '\0') + whole_.substr(place + gone), before, place);
    expect_no_loss(kept + sealed(place, gone) + whole_.substr(place + gone), before, place);
  }
}

INSTANTIATE_TEST_SUITE_P(sizes, small_log,
                         testing::Values(shape{.records = 8, .record_bytes = 120, .step = 11},
                                         shape{.records = 9, .record_bytes = 7000, .step = 997}),
                         [](const auto& info) {
                           return info.param.record_bytes < 1000 ? "of_a_block" : "of_blocks";
                         });

}  // namespace
}  // namespace carnet::storage
