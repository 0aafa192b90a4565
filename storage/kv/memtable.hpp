// Ordered rows in memory, the newest change of each key, a removal kept as a change of its own.
// Bytes lie in an arena and never move or change until clear(): a view of them stays good as long
// as the table.
//
// One writer; readers of another thread hold the lock that the owner gives (state_store.cpp).
#pragma once

#include <absl/container/btree_map.h>

#include <algorithm>
#include <array>
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

// A key with its beginning as a number: most comparisons are decided without a look at its bytes,
// which lie elsewhere in memory.
class table_key {
 public:
  table_key(std::string_view key) : head_(head_of(key)), key_(key) {}

  std::string_view text() const { return key_; }
  friend bool operator<(const table_key& left, const table_key& right) {
    if (left.head_ != right.head_) return left.head_ < right.head_;
    return left.key_ < right.key_;
  }

 private:
  using head = std::array<std::uint64_t, 2>;

  // The first bytes, most significant first; a shorter key is filled with zeros, so that heads are
  // never in another order than the keys.
  static head head_of(std::string_view key) {
    head first{};
    std::memcpy(first.data(), key.data(), std::min(key.size(), sizeof first));
    return {__builtin_bswap64(first[0]), __builtin_bswap64(first[1])};
  }

  head head_;
  std::string_view key_;
};

class memtable {
 public:
  using row_map = absl::btree_map<table_key, row_change>;

  void put(std::string_view key, std::string_view value) { set(key, row_change(keep(value))); }
  void erase(std::string_view key) { set(key, row_change::removed()); }

  // The latest change of a key, or null: this table says nothing about it.
  const row_change* find(std::string_view key) const {
    const auto at = rows_.find(key);
    return at == rows_.end() ? nullptr : &at->second;
  }

  const row_map& rows() const { return rows_; }
  bool empty() const { return rows_.empty(); }

  // Memory taken by keys, values and their places, in bytes.
  std::size_t bytes() const { return taken_ + rows_.size() * sizeof(row_map::value_type); }

  void clear();

 private:
  static constexpr std::size_t block_bytes = 32 * 1024;

  std::string_view keep(std::string_view text);
  void give_back(std::string_view kept);
  void set(std::string_view key, row_change change);

  row_map rows_;
  row_map::iterator hint_ = rows_.end();  // behind the key set last: changes often come in order
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::unique_ptr<char[]> spare_;  // a block that clear() kept
  char* free_ = nullptr;
  std::size_t free_bytes_ = 0;
  std::size_t taken_ = 0;
};

}  // namespace carnet::storage
