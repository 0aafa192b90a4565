// What an HTTP answer asks of whoever called.
#pragma once

#include <string_view>

#include "domain/time.hpp"

namespace carnet::outbound {

// Seconds from a Retry-After field (RFC 9110 section 10.2.3): a number, or a date after `unix_s`;
// 0 when it says neither.
duration_s read_retry_after(std::string_view field, std::int64_t unix_s);

}  // namespace carnet::outbound
