// How `apply`, the deciders' loaders and the queries see rows: ordered keys and values, whether
// they come from the database, a snapshot of it, or an overlay of undecided writes above it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace carnet::storage {

// Told a key and its value; answers whether to go on.
using row_visitor = std::function<bool(std::string_view, std::string_view)>;

class row_reader {
 public:
  virtual ~row_reader() = default;

  // The value of a key, or nothing.
  virtual std::optional<std::string> get(std::string_view key) const = 0;

  // Calls `visit(key, value)` for the keys in [from, to) in order, until it returns false.
  virtual void scan(std::string_view from, std::string_view to, const row_visitor& visit) const = 0;

  // The same backwards, from the last key below `to`.
  virtual void scan_back(std::string_view from, std::string_view to,
                         const row_visitor& visit) const = 0;
};

class row_writer : public row_reader {
 public:
  virtual void put(std::string_view key, std::string_view value) = 0;
  virtual void erase(std::string_view key) = 0;
};

}  // namespace carnet::storage
