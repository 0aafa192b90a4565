// See redact.hpp. The same scan that finds codes finds the ways one is written.

#include "domain/extraction/redact.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "domain/extraction/code_scan.hpp"
#include "domain/extraction/text_reader.hpp"

namespace carnet::extraction {
namespace {

using span = std::pair<std::size_t, std::size_t>;

std::string bare(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '-' || c == ' ') continue;
    out.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c);
  }
  return out;
}

std::vector<span> appearances(std::string_view text, std::string_view value) {
  std::vector<span> found;
  for (std::size_t at = text.find(value); at != std::string_view::npos;
       at = text.find(value, at + 1)) {
    found.emplace_back(at, at + value.size());
  }
  document read;
  read_text(text, place::text, read);
  std::vector<code_spot> spots;
  scan_codes(read, max_scored, spots);
  const std::string wanted = bare(value);
  for (const code_spot& spot : spots) {
    if (bare(spot.value) != wanted) continue;
    // The last character may be longer than a byte; what follows it starts where it ends.
    std::size_t end = read.raw_offset(spot.end - 1) + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    found.emplace_back(read.raw_offset(spot.begin), end);
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

std::string redact(std::string_view text, std::string_view value) {
  if (value.empty()) return std::string(text);
  std::string out;
  std::size_t at = 0;
  for (const auto& [begin, end] : appearances(text, value)) {
    if (end <= at) continue;
    out.append(text.substr(at, std::max(begin, at) - at));
    if (begin >= at) out.append("***");
    at = end;
  }
  out.append(text.substr(std::min(at, text.size())));
  return out;
}

}  // namespace carnet::extraction
