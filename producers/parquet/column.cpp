#include "producers/parquet/column.hpp"

#include <zstd.h>

#include <algorithm>
#include <bit>

#include "domain/check.hpp"
#include "producers/parquet/thrift.hpp"

namespace carnet::parquet {
namespace {

constexpr int zstd_level = 1;  // an event loop waits for it
constexpr std::int32_t data_page = 0, plain_values = 0, rle_levels = 3;

void append_u32(std::string& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift);
}

// Runs of equal levels; each level fits a byte. Behind their size in bytes.
void append_levels(std::string& out, const std::vector<std::uint8_t>& levels) {
  std::string runs;
  for (std::size_t from = 0; from < levels.size();) {
    std::size_t to = from;
    while (to < levels.size() && levels[to] == levels[from]) ++to;
    std::uint64_t header = (to - from) << 1;
    for (; header >= 0x80; header >>= 7) runs += static_cast<char>(header | 0x80);
    runs += static_cast<char>(header);
    runs += static_cast<char>(levels[from]);
    from = to;
  }
  append_u32(out, static_cast<std::uint32_t>(runs.size()));
  out += runs;
}

std::string compressed(std::string_view page) {
  std::string out(ZSTD_compressBound(page.size()), '\0');
  const auto size = ZSTD_compress(out.data(), out.size(), page.data(), page.size(), zstd_level);
  check(ZSTD_isError(size) == 0, "compression into a buffer of the bound's size succeeds");
  out.resize(size);
  return out;
}

}  // namespace

column::column(leaf_type type, int depth)
    : type_(type), definition_max_(depth + (type == leaf_type::texts ? 2 : 1)) {}

void column::level(int repetition, int definition) {
  repetitions_.push_back(static_cast<std::uint8_t>(repetition));
  definitions_.push_back(static_cast<std::uint8_t>(definition));
}

void column::plain(std::string_view value) {
  append_u32(values_, static_cast<std::uint32_t>(value.size()));
  values_ += value;
}

void column::add(std::int64_t value) {
  level(0, definition_max_);
  for (int shift = 0; shift < 64; shift += 8)
    values_ += static_cast<char>(static_cast<std::uint64_t>(value) >> shift);
  told_.least = std::min(told_.least, value);
  told_.most = std::max(told_.most, value);
}

void column::add(std::string_view value) {
  level(0, definition_max_);
  plain(value);
}

void column::add(const std::vector<std::string>& values) {
  if (values.empty()) level(0, definition_max_ - 1);
  for (std::size_t n = 0; n < values.size(); ++n) {
    level(n == 0 ? 0 : 1, definition_max_);
    plain(values[n]);
  }
}

void column::add_null(int groups_there) {
  level(0, groups_there);
  ++told_.nulls;
}

void column::end_row() {
  if (values_.size() + definitions_.size() >= page_bytes) end_page();
}

void column::end_page() {
  if (definitions_.empty()) return;
  std::string page;
  if (type_ == leaf_type::texts) append_levels(page, repetitions_);
  append_levels(page, definitions_);
  page += values_;
  const std::string body = compressed(page);
  const std::size_t begin = pages_.size();
  thrift_writer head(pages_);
  head.open();
  head.number(1, data_page);
  head.number(2, static_cast<std::int32_t>(page.size()));
  head.number(3, static_cast<std::int32_t>(body.size()));
  head.open(5);
  head.number(1, static_cast<std::int32_t>(definitions_.size()));
  head.number(2, plain_values);
  head.number(3, rle_levels);
  head.number(4, rle_levels);
  head.close();
  head.close();
  told_.raw_bytes += static_cast<std::int64_t>(pages_.size() - begin + page.size());
  told_.values += static_cast<std::int64_t>(definitions_.size());
  pages_ += body;
  repetitions_.clear();
  definitions_.clear();
  values_.clear();
}

chunk column::take(std::string& out, std::int64_t offset) {
  end_page();
  chunk told = told_;
  told.offset = offset;
  told.bytes = static_cast<std::int64_t>(pages_.size());
  out += pages_;
  pages_.clear();
  told_ = {};
  return told;
}

}  // namespace carnet::parquet
