// Finds every cue of the lexica in a text in one pass. A walk down a trie starts at each word (in
// scripts without spaces at each character, in Arabic and Hebrew also behind the clitics that are
// written onto a word); its length is bounded by the longest phrase, so the pass is linear whatever
// the text. Gluing: a phrase must start a word and end one, unless '*' at its end leaves the end
// open; Indic, Georgian and Armenian phrases are open at the end because their languages put
// suffixes there.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "domain/extraction/cue.hpp"

namespace carnet::extraction {

/// One cue found: bytes [begin, end) of the text that was given.
struct cue_hit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  cue what = cue::code;
};

class cue_matcher {
 public:
  /// The matcher over all lexica, built on first use; safe to share between threads.
  static const cue_matcher& shared();

  cue_matcher(const cue_matcher&) = delete;
  cue_matcher& operator=(const cue_matcher&) = delete;
  ~cue_matcher();

  /// Appends the cues of `text` in order of their begin and returns the number of steps taken.
  std::uint64_t find(std::string_view text, std::vector<cue_hit>& hits) const;

  /// Number of phrases, for the documentation and its test.
  std::size_t phrase_count() const;

 private:
  cue_matcher();
  class trie;
  std::unique_ptr<const trie> trie_;
};

}  // namespace carnet::extraction
