// When two readings of a message agree: white space apart, and apart from what the expectation
// itself could not decode, which it shows as U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace carnet::test {

/// All white space folded to single blanks, none at the ends, NUL left out.
inline std::string folded(std::string_view text) {
  std::string out;
  bool space = false;
  for (const char c : text) {
    if (c == '\0') continue;
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

inline std::size_t character_bytes(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return std::min(bytes, text.size());
}

/// Equal after folding; U+FFFD in `expected` stands for any one character.
inline bool agrees(std::string_view ours, std::string_view expected) {
  const std::string left = folded(ours);
  const std::string right = folded(expected);
  std::string_view a = left;
  std::string_view b = right;
  while (!a.empty() && !b.empty()) {
    if (b.starts_with("\xef\xbf\xbd")) {
      a.remove_prefix(character_bytes(a));
      b.remove_prefix(3);
    } else if (a[0] == b[0]) {
      a.remove_prefix(1);
      b.remove_prefix(1);
    } else {
      return false;
    }
  }
  return a.empty() && b.empty();
}

}  // namespace carnet::test
