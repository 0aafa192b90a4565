// Finds the row of a request in time proportional to its path segments: a trie over segments,
// literals before parameters. Built once at start from the route table, read by every loop.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/method.hpp"
#include "api/http/route.hpp"

namespace carnet::http {

class router {
 public:
  static constexpr std::size_t segments_max = 16;

  struct match {
    const route* found = nullptr;  // null: see allowed
    std::uint8_t allowed = 0;      // bit per method that the path knows; 0: no such path
    bool head_of_get = false;      // HEAD served by the GET row
    std::array<std::string_view, segments_max> segments{};  // of the path, encoded
    std::size_t segment_count = 0;
  };

  /// The rows are moved in and live as long as the router. A pattern given twice with one method
  /// aborts: the table is part of the program.
  explicit router(std::vector<route> table);

  match find(method verb, std::string_view path) const;

  /// Decodes the path parameters of a match into `into`; false when an escape is broken or the
  /// text is not UTF-8.
  static bool path_params(const match& from,
                          std::vector<std::pair<std::string_view, std::string>>& into);

  const std::vector<route>& table() const { return table_; }

  /// The position of a row of this table; metrics are kept by it.
  std::size_t index_of(const route& row) const {
    return static_cast<std::size_t>(&row - table_.data());
  }

 private:
  struct node {
    std::vector<std::pair<std::string_view, std::uint32_t>> literals;
    std::uint32_t parameter = 0;  // 0: none, since the root is nobody's child
    std::array<std::int16_t, method_count> rows{-1, -1, -1, -1, -1, -1, -1, -1};
    bool has_rows = false;
  };

  void insert(std::size_t row);
  std::uint32_t child(std::uint32_t parent, std::string_view segment);
  const node* walk(const node& from, const match& path, std::size_t depth) const;

  std::vector<route> table_;
  std::vector<node> nodes_;
};

/// The value of an Allow header for a set of methods.
std::string allow_text(std::uint8_t allowed);

}  // namespace carnet::http
