// The header by which a read names what it must show: "<partition>:<sequence>".
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

#include "storage/log/position.hpp"

namespace carnet {

inline constexpr std::string_view position_header = "X-Carnet-Position";

/// Nothing when the text is no position.
inline std::optional<position> position_from(std::string_view text) {
  position at;
  const auto* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, at.partition);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != ':') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, at.sequence);
  if (second.ec != std::errc() || second.ptr != end) return std::nullopt;
  return at;
}

}  // namespace carnet
