#include "producers/parquet/writer.hpp"

#include <algorithm>

#include "domain/check.hpp"
#include "producers/parquet/thrift.hpp"

namespace carnet::parquet {
namespace {

constexpr std::string_view magic = "PAR1";

std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> parts;
  for (std::size_t from = 0;;) {
    const auto dot = path.find('.', from);
    parts.push_back(path.substr(from, dot - from));
    if (dot == std::string::npos) return parts;
    from = dot + 1;
  }
}

void put(column& to, const cell& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return to.add(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return to.add(std::string_view(*text));
  to.add(std::get<std::vector<std::string>>(value));
}

}  // namespace

writer::writer(std::vector<leaf> leaves) {
  for (auto& one : leaves) {
    auto parts = split(one.path);
    std::vector<std::size_t> groups;
    std::string path;
    for (std::size_t n = 0; n + 1 < parts.size(); ++n) {
      path += (n == 0 ? "" : ".") + parts[n];
      const auto known = std::ranges::find(groups_, path);
      groups.push_back(static_cast<std::size_t>(known - groups_.begin()));
      if (known == groups_.end()) groups_.push_back(path);
    }
    column values(one.type, static_cast<int>(groups.size()));
    leaves_.push_back({std::move(one), std::move(parts), std::move(groups), std::move(values)});
  }
}

void writer::add(const std::vector<cell>& row) {
  check(row.size() == leaves_.size(), "a row has a cell for each leaf");
  std::vector<bool> there(groups_.size());
  for (std::size_t n = 0; n < row.size(); ++n) {
    if (row[n].index() == 0) continue;
    for (const auto group : leaves_[n].groups) there[group] = true;
  }
  for (std::size_t n = 0; n < row.size(); ++n) {
    auto& one = leaves_[n];
    if (row[n].index() == 0) {
      const auto absent =
          std::ranges::find_if(one.groups, [&there](auto group) { return !there[group]; });
      one.values.add_null(static_cast<int>(absent - one.groups.begin()));
    } else {
      put(one.values, row[n]);
    }
    one.values.end_row();
  }
  ++rows_;
}

void writer::begin(std::string& out) {
  if (written_ != 0) return;
  out += magic;
  written_ = static_cast<std::int64_t>(magic.size());
}

void writer::end_group(std::string& out) {
  begin(out);
  if (rows_ == 0) return;
  row_group group{static_cast<std::int64_t>(rows_), {}};
  for (auto& one : leaves_) {
    group.chunks.push_back(one.values.take(out, written_));
    written_ += group.chunks.back().bytes;
  }
  done_.push_back(std::move(group));
  rows_ = 0;
}

void writer::finish(std::string& out) {
  end_group(out);
  const std::string last = footer();
  out += last;
  const auto size = static_cast<std::uint32_t>(last.size());
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(size >> shift);
  out += magic;
}

}  // namespace carnet::parquet
