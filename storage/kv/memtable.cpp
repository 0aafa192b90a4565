#include "storage/kv/memtable.hpp"

#include <iterator>
#include <utility>

namespace carnet::storage {

char* memtable::place_for(std::size_t bytes) {
  taken_ += bytes;
  if (bytes > block_bytes / 4) {
    // On its own, so that the block under way is not left half empty.
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(bytes));
    return blocks_.back().get();
  }
  if (free_ == nullptr || bytes > free_bytes_) {
    blocks_.push_back(spare_ ? std::move(spare_)
                             : std::make_unique_for_overwrite<char[]>(block_bytes));
    free_ = blocks_.back().get();
    free_bytes_ = block_bytes;
  }
  char* const place = free_;
  free_ += bytes;
  free_bytes_ -= bytes;
  return place;
}

void memtable::put(std::string_view key, std::string_view value) {
  char* const place = place_for(key.size() + value.size());
  key.copy(place, key.size());
  value.copy(place + key.size(), value.size());
  set(table_row::put(place, key.size(), value.size()));
}

void memtable::erase(std::string_view key) {
  char* const place = place_for(key.size());
  key.copy(place, key.size());
  set(table_row::removal(place, key.size()));
}

void memtable::set(const table_row& row) {
  const std::size_t before = rows_.size();
  const auto at = rows_.insert(hint_, row);
  if (rows_.size() == before) at->renew(row);
  hint_ = std::next(at);
}

void memtable::clear() {
  rows_.clear();
  hint_ = rows_.end();
  if (free_ != nullptr) {
    // The block under way is the last ordinary one; a large text of its own may lie behind it.
    for (auto& block : blocks_) {
      if (free_ + free_bytes_ == block.get() + block_bytes) spare_ = std::move(block);
    }
  }
  blocks_.clear();
  free_ = nullptr;
  free_bytes_ = 0;
  taken_ = 0;
}

}  // namespace carnet::storage
