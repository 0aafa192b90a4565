// See cue_context.hpp.

#include "domain/extraction/cue_context.hpp"

#include <algorithm>

namespace carnet::extraction {

void cue_context::build(document& from, const cue_matcher& matcher) {
  hits_.clear();
  lines_.assign(from.lines.size(), {});
  counts_.fill(0);
  subject_ = 0;
  body_ = 0;
  from.work += matcher.find(from.text, hits_);
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < from.lines.size(); ++i) {
    const line& where = from.lines[i];
    while (at < hits_.size() && hits_[at].begin < where.begin) ++at;
    lines_[i].first = at;
    while (at < hits_.size() && hits_[at].begin < where.end) {
      lines_[i].all |= bit(hits_[at].what);
      if (where.where != place::subject) ++counts_[static_cast<std::size_t>(hits_[at].what)];
      ++at;
    }
    lines_[i].last = at;
    (where.where == place::subject ? subject_ : body_) |= lines_[i].all;
  }
}

cue_set cue_context::before_line(const document& from, std::uint32_t line,
                                 std::uint32_t depth) const {
  cue_set all = 0;
  for (std::uint32_t back = 1; back <= depth && back <= line; ++back) {
    if (from.lines[line - back].where != from.lines[line].where) break;
    all |= lines_[line - back].all;
  }
  return all;
}

cue_set cue_context::after_line(const document& from, std::uint32_t line) const {
  if (line + 1 >= lines_.size() || from.lines[line + 1].where != from.lines[line].where) return 0;
  return lines_[line + 1].all;
}

cue_set cue_context::within(std::uint32_t line, std::uint32_t begin, std::uint32_t end) const {
  const line_cues& range = lines_[line];
  const auto first = hits_.begin() + range.first;
  const auto last = hits_.begin() + range.last;
  auto at = std::lower_bound(first, last, begin, [](const cue_hit& hit, std::uint32_t where) {
    return hit.begin < where;
  });
  cue_set all = 0;
  for (std::uint32_t seen = 0; at != last && at->begin < end && seen < max_hits_looked_at;
       ++at, ++seen) {
    all |= bit(at->what);
  }
  return all;
}

}  // namespace carnet::extraction
