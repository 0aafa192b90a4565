// The trie behind cue_matcher: a double array, built once, read-only afterwards.
// Invariant: a node's children lie at base + byte, and each slot names its parent in `check`.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "domain/extraction/cue.hpp"

namespace carnet::extraction {

/// What ends at a node: the cues whose phrase is complete there.
struct trie_end {
  cue_set closed = 0;  // the word must end here
  cue_set open = 0;    // the word may go on
};

class cue_trie {
 public:
  /// Adds a folded phrase; only before freeze().
  void add(std::string_view folded, cue what, bool open_end);
  /// Lays the nodes out; add() must not be called again.
  void freeze();

  static constexpr std::uint32_t root = 1;
  /// The child of `node` under `byte`, 0 if there is none.
  std::uint32_t child(std::uint32_t node, unsigned char byte) const {
    const std::uint32_t at = slots_[node].base + byte;
    return slots_[at].check == node ? at : 0;
  }
  const trie_end& ends_at(std::uint32_t node) const { return ends_[slots_[node].end]; }
  bool has_end(std::uint32_t node) const { return slots_[node].end != 0; }
  std::size_t phrase_count() const { return phrases_; }

 private:
  // What a step of a walk reads lies together: the walk is bound by memory.
  struct slot {
    std::uint32_t base = 0;
    std::uint32_t check = 0;
    std::uint32_t end = 0;  // index into ends_, 0 for none
  };
  struct draft_node {
    std::map<unsigned char, std::uint32_t> children;
    trie_end ends;
  };
  std::uint32_t place(const draft_node& node);
  void grow(std::size_t size);

  std::vector<draft_node> drafts_ = std::vector<draft_node>(1);
  std::vector<slot> slots_;
  std::vector<trie_end> ends_;
  std::uint32_t first_free_ =
      258;  // lower slots are out of reach for some bytes and would never fill
  std::uint32_t crowded_below_ = 0;
  std::size_t phrases_ = 0;
};

}  // namespace carnet::extraction
