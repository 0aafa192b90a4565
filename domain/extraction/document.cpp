// Lookups of document.hpp: binary searches over vectors that are sorted by construction.

#include "domain/extraction/document.hpp"

#include <algorithm>

namespace carnet::extraction {

void document::clear() {
  text.clear();
  lines.clear();
  runs.clear();
  links.clear();
  origins.clear();
  work = 0;
}

std::uint32_t document::line_at(std::uint32_t position) const {
  const auto after = std::upper_bound(lines.begin(), lines.end(), position,
                                      [](std::uint32_t at, const line& l) { return at < l.begin; });
  return after == lines.begin() ? 0 : static_cast<std::uint32_t>(after - lines.begin() - 1);
}

const style_run* document::run_at(std::uint32_t position) const {
  const auto after =
      std::upper_bound(runs.begin(), runs.end(), position,
                       [](std::uint32_t at, const style_run& r) { return at < r.begin; });
  return after == runs.begin() ? nullptr : &*(after - 1);
}

std::uint32_t document::raw_offset(std::uint32_t position) const {
  const auto after =
      std::upper_bound(origins.begin(), origins.end(), position,
                       [](std::uint32_t at, const origin& o) { return at < o.normal; });
  if (after == origins.begin()) return position;
  return (after - 1)->raw + (position - (after - 1)->normal);
}

}  // namespace carnet::extraction
