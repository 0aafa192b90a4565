#include "api/waits/parking.hpp"

#include <algorithm>

namespace carnet {
namespace {

constexpr std::size_t parked_min = 10;
constexpr std::size_t parked_max = 100'000;  // of a plan without a limit

std::size_t places_of(const plan& limits) {
  if (limits.live_identities == unlimited) return parked_max;
  return std::max<std::size_t>(parked_min, limits.live_identities);
}

}  // namespace

std::optional<http::lease> find_parking(const service& app, const projections::access& caller) {
  return app.parked.hold(caller.project.text, places_of(*caller.limits));
}

http::problem too_many_waits() {
  return {.code = http::error_code::rate_limited,
          .message = "Too many reads of this project are waiting.",
          .retry_after_s = 1};
}

}  // namespace carnet
