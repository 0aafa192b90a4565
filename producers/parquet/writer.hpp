// A Parquet file (format version 2, of the specification 2.10), written front to back: rows go into
// a row group, row groups into the file, and the footer ends it. Written here, since what the file
// needs is small: see docs/adr/0025.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "producers/parquet/column.hpp"

namespace carnet::parquet {

class thrift_writer;

using cell = std::variant<std::monostate, std::int64_t, std::string, std::vector<std::string>>;

class writer {
 public:
  // Leaves of one group stand side by side.
  explicit writer(std::vector<leaf> leaves);

  // One cell a leaf, in their order; of the leaf's type or empty.
  void add(const std::vector<cell>& row);
  std::uint64_t rows_in_group() const { return rows_; }

  // Appends what of the file comes next: the row group, if it has rows.
  void end_group(std::string& out);
  // Appends the last row group and the footer.
  void finish(std::string& out);

 private:
  struct placed_leaf {
    leaf what;
    std::vector<std::string> parts;   // of the path
    std::vector<std::size_t> groups;  // above it, outermost first
    column values;
  };
  struct row_group {
    std::int64_t rows = 0;
    std::vector<chunk> chunks;
  };

  void begin(std::string& out);
  std::string footer() const;
  void write_schema(thrift_writer& to) const;
  void write_group(thrift_writer& to, const row_group& group) const;

  std::vector<placed_leaf> leaves_;
  std::vector<std::string> groups_;  // paths
  std::uint64_t rows_ = 0;
  std::int64_t written_ = 0;
  std::vector<row_group> done_;
};

}  // namespace carnet::parquet
