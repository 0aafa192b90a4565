// One column of a Parquet file: values and levels of the row group in the making, cut into pages
// (PLAIN values, RLE levels, zstd).
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace carnet::parquet {

enum class leaf_type : std::uint8_t {
  number,  // INT64
  text,    // UTF-8
  texts,   // a list of UTF-8
};

// A leaf by its path, "metadata.product.name"; every level of it may be absent.
struct leaf {
  std::string path;
  leaf_type type = leaf_type::text;
};

// What the footer says of a column in a row group.
struct chunk {
  std::int64_t values = 0;
  std::int64_t nulls = 0;
  std::int64_t raw_bytes = 0;  // pages and headers before compression
  std::int64_t bytes = 0;
  std::int64_t offset = 0;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t most = std::numeric_limits<std::int64_t>::min();
};

class column {
 public:
  // `depth` = groups above the leaf.
  column(leaf_type type, int depth);

  void add(std::int64_t value);
  void add(std::string_view value);
  // A list; may be empty.
  void add(const std::vector<std::string>& values);
  // Absent, below so many groups that are there.
  void add_null(int groups_there);
  // Ends a page that is large enough.
  void end_row();

  // Appends the pages to a file that has `offset` bytes so far, and begins anew.
  chunk take(std::string& out, std::int64_t offset);

 private:
  static constexpr std::size_t page_bytes = 512 * 1024;

  void level(int repetition, int definition);
  void plain(std::string_view value);
  void end_page();

  const leaf_type type_;
  const int definition_max_;
  std::vector<std::uint8_t> repetitions_, definitions_;
  std::string values_;
  std::string pages_;
  chunk told_;
};

}  // namespace carnet::parquet
