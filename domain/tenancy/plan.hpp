// What a project may use. The figures come from schemas/plans.json; an admin may override them for
// a project.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "domain/time.hpp"

namespace carnet {

inline constexpr std::uint32_t unlimited = std::numeric_limits<std::uint32_t>::max();

struct plan {
  std::string name;
  std::uint32_t requests_per_minute = 0;
  std::uint32_t burst = 0;  // requests in flight
  std::uint32_t live_identities = 0;
  std::uint32_t ttl_hours = 0;    // expiresAt - createdAt at most
  std::uint32_t bulk_create = 0;  // identities in one request; 0: the feature is off
  std::uint32_t bulk_squash = 0;
  std::uint32_t webhook_endpoints = 0;
  std::uint32_t custom_domains = 0;
  std::uint32_t export_records = 0;
  std::uint32_t reliability_runs_per_day = 0;
  bool realtime = false;

  duration_s ttl_max_s() const { return duration_s{ttl_hours} * seconds_per_hour; }
};

}  // namespace carnet
