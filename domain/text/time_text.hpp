// Times on the wire: ISO 8601 in UTC with seconds and Z.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/time.hpp"

namespace carnet::text {

std::string to_iso(unix_us at);

// The time of an ISO 8601 text with Z or an offset, with or without fractions; nothing when it is
// none.
std::optional<unix_us> from_iso(std::string_view text);

}  // namespace carnet::text
