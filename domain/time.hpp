// Time as the log knows it: microseconds since 1970 UTC, stamped by the partition writer and nobody
// else.
#pragma once

#include <cstdint>

namespace carnet {

using unix_us = std::int64_t;
using duration_s = std::int64_t;

inline constexpr unix_us us_per_second = 1'000'000;
inline constexpr duration_s seconds_per_hour = 3600;

constexpr unix_us after(unix_us start, duration_s seconds) {
  return start + seconds * us_per_second;
}

}  // namespace carnet
