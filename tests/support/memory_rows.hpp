// Rows in memory: what a state store is to its readers, without a disk.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "storage/kv/rows.hpp"

namespace carnet::test {

class memory_rows final : public storage::row_writer {
 public:
  using row_map = std::map<std::string, std::string, std::less<>>;

  std::optional<std::string> get(std::string_view key) const override;
  void scan(std::string_view from, std::string_view to,
            const storage::row_visitor& visit) const override;
  void scan_back(std::string_view from, std::string_view to,
                 const storage::row_visitor& visit) const override;
  void put(std::string_view key, std::string_view value) override;
  void erase(std::string_view key) override;

  const row_map& all() const { return rows_; }
  void clear() { rows_.clear(); }
  bool operator==(const memory_rows& other) const { return rows_ == other.rows_; }

 private:
  row_map rows_;
};

}  // namespace carnet::test
