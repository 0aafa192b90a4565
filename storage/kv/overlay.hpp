// The rows of a batch that is being decided, above the database: later commands of the batch see
// what earlier ones did. Dies with the batch when it fails; is written in one piece when it is on
// the log.
#pragma once

#include <optional>
#include <string>

#include "storage/kv/memtable.hpp"
#include "storage/kv/rows.hpp"
#include "storage/kv/state_store.hpp"

namespace carnet::storage {

class overlay final : public row_writer, public row_changes {
 public:
  explicit overlay(const row_reader& base) : base_(base) {}

  std::optional<std::string> get(std::string_view key) const override;
  void scan(std::string_view from, std::string_view to, const row_visitor& visit) const override;
  void scan_back(std::string_view from, std::string_view to,
                 const row_visitor& visit) const override;
  void put(std::string_view key, std::string_view value) override { rows_.put(key, value); }
  void erase(std::string_view key) override { rows_.erase(key); }

  void each(const std::function<void(std::string_view, std::optional<std::string_view>)>& visit)
      const override;

  bool empty() const { return rows_.empty(); }
  void clear() { rows_.clear(); }

 private:
  const row_reader& base_;
  memtable rows_;
};

}  // namespace carnet::storage
