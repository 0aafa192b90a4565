// When a failed delivery is tried again, and when it is given up.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "domain/time.hpp"

namespace carnet {

// After the first attempt, the second, and so on; behind the last one the delivery is exhausted.
inline constexpr std::array<duration_s, 9> retry_delays_s{
    5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600};
inline constexpr std::uint16_t attempts_max = retry_delays_s.size() + 1;
inline constexpr duration_s retry_after_max_s = 24 * 3600;
// Nothing but failures for this long disables an endpoint.
inline constexpr duration_s failing_max_s = 5 * 24 * 3600;

// The time of the attempt after the `number`-th one, which failed at `now`; 0 when there is none.
// The delay is lengthened by up to a tenth (`jitter_permille` of it), so that what failed together
// is not tried together, and is never shorter than what the endpoint asked for.
constexpr unix_us next_attempt_at(unix_us now, std::uint16_t number, duration_s retry_after_s,
                                  std::uint16_t jitter_permille) {
  if (number == 0 || number >= attempts_max) return 0;
  const unix_us delay = retry_delays_s[number - 1u] * us_per_second;
  const unix_us jitter = delay / 10 * jitter_permille / 1000;
  const unix_us asked = std::min(retry_after_s, retry_after_max_s) * us_per_second;
  return now + std::max(delay + jitter, asked);
}

}  // namespace carnet
