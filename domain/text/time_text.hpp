// Times on the wire: ISO 8601 in UTC with seconds and Z.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "domain/time.hpp"

namespace carnet::text {

// "2026-11-21T10:00:00Z", without an allocation: most answers carry several.
class iso_text {
 public:
  explicit iso_text(unix_us at);
  operator std::string_view() const { return {text_.data(), text_.size()}; }

 private:
  std::array<char, 20> text_;
};

inline iso_text to_iso(unix_us at) { return iso_text(at); }

// The time of an ISO 8601 text with Z or an offset, with or without fractions; nothing when it is
// none.
std::optional<unix_us> from_iso(std::string_view text);

}  // namespace carnet::text
