#include "storage/kv/memtable.hpp"

#include <cstring>
#include <utility>

namespace carnet::storage {

// An empty text has a place, too: only a removal has none.
std::string_view memtable::keep(std::string_view text) {
  taken_ += text.size();
  if (text.size() > block_bytes / 4) {
    // On its own, so that the block under way is not left half empty.
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(text.size()));
    std::memcpy(blocks_.back().get(), text.data(), text.size());
    return {blocks_.back().get(), text.size()};
  }
  if (free_ == nullptr || text.size() > free_bytes_) {
    blocks_.push_back(spare_ ? std::move(spare_)
                             : std::make_unique_for_overwrite<char[]>(block_bytes));
    free_ = blocks_.back().get();
    free_bytes_ = block_bytes;
  }
  if (!text.empty()) std::memcpy(free_, text.data(), text.size());
  const std::string_view kept(free_, text.size());
  free_ += text.size();
  free_bytes_ -= text.size();
  return kept;
}

void memtable::set(std::string_view key, row_change change) {
  const std::size_t before = rows_.size();
  const std::string_view kept = keep(key);
  const auto at = rows_.try_emplace(hint_, kept, change);
  if (rows_.size() == before) {
    at->second = change;
    give_back(kept);
  }
  hint_ = std::next(at);
}

// The bytes kept last.
void memtable::give_back(std::string_view kept) {
  if (kept.data() + kept.size() != free_) return;
  free_ -= kept.size();
  free_bytes_ += kept.size();
  taken_ -= kept.size();
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
