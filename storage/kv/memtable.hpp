// Ordered rows in memory, the newest change of each key, a removal kept as a change of its own.
// Bytes lie in an arena and never move or change until clear(): a view of them stays good as long
// as the table.
//
// One writer; readers of another thread hold the lock that the owner gives (state_store.cpp).
#pragma once

#include <absl/container/btree_set.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace carnet::storage {

// A value, or the mark of a removed row.
class row_change {
 public:
  static row_change removed() { return row_change({}); }
  explicit row_change(std::string_view value) : value_(value) {}

  bool is_removal() const { return value_.data() == nullptr; }
  std::string_view value() const { return value_; }
  std::optional<std::string_view> optional() const {
    return is_removal() ? std::nullopt : std::optional(value_);
  }

 private:
  std::string_view value_;  // without data: removed
};

// A key and its latest change, in 24 bytes so that a node of the tree holds many: the beginning of
// the key as a number, which decides most comparisons, and where key and value lie one behind the
// other.
class table_row {
 public:
  // A key to look for.
  table_row(std::string_view key) : table_row(key.data(), key.size(), removed) {}

  static table_row put(const char* at, std::size_t key_bytes, std::size_t value_bytes) {
    return {at, key_bytes, static_cast<std::uint32_t>(value_bytes)};
  }
  static table_row removal(const char* at, std::size_t key_bytes) {
    return {at, key_bytes, removed};
  }

  std::string_view key() const { return {at_, key_bytes_}; }
  row_change change() const {
    if (value_bytes_ == removed) return row_change::removed();
    return row_change({at_ + key_bytes_, value_bytes_});
  }

  // A later change of the same key; the tree's order does not see it.
  void renew(const table_row& later) const {
    at_ = later.at_;
    value_bytes_ = later.value_bytes_;
  }

  friend bool operator<(const table_row& left, const table_row& right) {
    if (left.head_ != right.head_) return left.head_ < right.head_;
    return left.key() < right.key();
  }

 private:
  static constexpr std::uint32_t removed = UINT32_MAX;

  table_row(const char* at, std::size_t key_bytes, std::uint32_t value_bytes)
      : head_(head_of({at, key_bytes})),
        at_(at),
        key_bytes_(static_cast<std::uint32_t>(key_bytes)),
        value_bytes_(value_bytes) {}

  // The first bytes, most significant first; a shorter key is filled with zeros, so that heads are
  // never in another order than the keys.
  static std::uint64_t head_of(std::string_view key) {
    std::uint64_t first = 0;
    std::memcpy(&first, key.data(), std::min(key.size(), sizeof first));
    return __builtin_bswap64(first);
  }

  std::uint64_t head_;
  mutable const char* at_;
  std::uint32_t key_bytes_;
  mutable std::uint32_t value_bytes_;
};

class memtable {
 public:
  using row_set = absl::btree_set<table_row>;

  void put(std::string_view key, std::string_view value);
  void erase(std::string_view key);

  // The latest change of a key, or nothing: this table does not say.
  std::optional<row_change> find(std::string_view key) const {
    const auto at = rows_.find(key);
    return at == rows_.end() ? std::nullopt : std::optional(at->change());
  }

  const row_set& rows() const { return rows_; }
  bool empty() const { return rows_.empty(); }

  // Memory taken by keys, values and their places, in bytes.
  std::size_t bytes() const { return taken_ + rows_.size() * sizeof(row_set::value_type); }

  void clear();

 private:
  static constexpr std::size_t block_bytes = 32 * 1024;

  char* place_for(std::size_t bytes);
  void set(const table_row& row);

  row_set rows_;
  row_set::iterator hint_ = rows_.end();  // behind the key set last: changes often come in order
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::unique_ptr<char[]> spare_;  // a block that clear() kept
  char* free_ = nullptr;
  std::size_t free_bytes_ = 0;
  std::size_t taken_ = 0;
};

}  // namespace carnet::storage
