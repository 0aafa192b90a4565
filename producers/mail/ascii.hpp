// Names of header fields and parameters are ASCII and compared without case (RFC 5322 1.2.2).
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace carnet::mime {

inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// `wanted` is in lower case.
inline bool equals_lower(std::string_view text, std::string_view wanted) {
  return std::ranges::equal(text, wanted, [](char a, char b) { return lower(a) == b; });
}

/// The place of `wanted`, which is in lower case, or npos.
inline std::size_t find_lower(std::string_view text, std::string_view wanted) {
  const auto found =
      std::ranges::search(text, wanted, [](char a, char b) { return lower(a) == b; });
  return found.empty() ? std::string_view::npos
                       : static_cast<std::size_t>(found.begin() - text.begin());
}

}  // namespace carnet::mime
