// See cue_trie.hpp. First-fit placement; the search for a free base moves on past full regions, so
// that building stays near linear for the size of our lexica.

#include "domain/extraction/cue_trie.hpp"

#include <algorithm>
#include <deque>
#include <utility>

namespace carnet::extraction {

namespace {

// After so many misses a region counts as crowded: nodes with several children are placed behind
// it, the single ones still fill its holes.
constexpr std::uint32_t max_tries = 64;

}  // namespace

void cue_trie::add(std::string_view folded, cue what, bool open_end) {
  if (folded.empty()) return;
  std::uint32_t node = 0;
  for (const char c : folded) {
    const auto byte = static_cast<unsigned char>(c);
    const auto found = drafts_[node].children.find(byte);
    if (found != drafts_[node].children.end()) {
      node = found->second;
      continue;
    }
    const auto created = static_cast<std::uint32_t>(drafts_.size());
    drafts_[node].children.emplace(byte, created);
    drafts_.emplace_back();
    node = created;
  }
  trie_end& ends = drafts_[node].ends;
  (open_end ? ends.open : ends.closed) |= bit(what);
  ++phrases_;
}

void cue_trie::grow(std::size_t size) {
  if (slots_.size() < size) slots_.resize(std::max(size, slots_.size() * 2));
}

std::uint32_t cue_trie::place(const draft_node& node) {
  while (first_free_ < slots_.size() && slots_[first_free_].check != 0) ++first_free_;
  const unsigned char lowest = node.children.begin()->first;
  const bool single = node.children.size() == 1;
  const std::uint32_t from = single ? first_free_ : std::max(first_free_, crowded_below_);
  std::uint32_t base = from > lowest ? from - lowest : 1;
  for (std::uint32_t tries = 0;; ++base, ++tries) {
    if (tries > max_tries) crowded_below_ = base + lowest;
    grow(base + 512);
    const bool fits = std::ranges::all_of(node.children, [&](const auto& child) {
      const std::uint32_t at = base + child.first;
      return at > root && slots_[at].check == 0;
    });
    if (fits) return base;
  }
}

void cue_trie::freeze() {
  grow(1024);
  ends_.push_back({});
  std::deque<std::pair<std::uint32_t, std::uint32_t>> waiting = {{0, root}};
  slots_[root].check = root;
  while (!waiting.empty()) {
    const auto [draft, at] = waiting.front();
    waiting.pop_front();
    const draft_node& node = drafts_[draft];
    if ((node.ends.closed | node.ends.open) != 0) {
      slots_[at].end = static_cast<std::uint32_t>(ends_.size());
      ends_.push_back(node.ends);
    }
    if (node.children.empty()) continue;
    const std::uint32_t base = place(node);
    slots_[at].base = base;
    for (const auto& [byte, child] : node.children) slots_[base + byte].check = at;
    for (const auto& [byte, child] : node.children) waiting.emplace_back(child, base + byte);
  }
  grow(slots_.size() + 256);
  drafts_.clear();
  drafts_.shrink_to_fit();
}

}  // namespace carnet::extraction
