// The cues of one message, ready for questions: what stands on a line, what came before it, what
// the subject and the whole message speak of. Invariant: built once per message in one pass; every
// question costs a bounded number of steps.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "domain/extraction/cue.hpp"
#include "domain/extraction/cue_matcher.hpp"
#include "domain/extraction/document.hpp"

namespace carnet::extraction {

/// The cues of one line: a range of hits and their union.
struct line_cues {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  // one past
  cue_set all = 0;
};

class cue_context {
 public:
  /// Scans the text of the document. Reusable: clears what it held.
  void build(document& from, const cue_matcher& matcher);

  const std::vector<cue_hit>& hits() const { return hits_; }
  const line_cues& on_line(std::uint32_t line) const { return lines_[line]; }
  /// The union over `depth` lines before `line`, the subject left out.
  cue_set before_line(const document& from, std::uint32_t line, std::uint32_t depth) const;
  /// The cues of the line after `line`, if it is of the same part.
  cue_set after_line(const document& from, std::uint32_t line) const;
  /// The union of cues that touch [begin, end).
  cue_set within(std::uint32_t line, std::uint32_t begin, std::uint32_t end) const;
  cue_set subject() const { return subject_; }
  cue_set body() const { return body_; }
  /// How often a cue occurs outside the subject.
  std::uint32_t count(cue which) const { return counts_[static_cast<std::size_t>(which)]; }

 private:
  std::vector<cue_hit> hits_;
  std::vector<line_cues> lines_;
  std::array<std::uint32_t, cue_count> counts_{};
  cue_set subject_ = 0;
  cue_set body_ = 0;
};

/// Cues that say that a code is meant, and those that say that an account is being acted on.
inline constexpr cue_set code_cues = bit(cue::code) | bit(cue::strong_code);
inline constexpr cue_set action_cues =
    bit(cue::verify) | bit(cue::recover) | bit(cue::invite) | bit(cue::login);

/// Hits looked at around one candidate.
inline constexpr std::uint32_t max_hits_looked_at = 24;

}  // namespace carnet::extraction
