// The limits an admin may set for one project in place of its plan's figures.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/tenancy/plan.hpp"

namespace carnet {

// The numbers lie on the log and in the state: never reuse one.
enum class limit : std::uint8_t {
  requests_per_minute = 1,
  burst = 2,
  live_identities = 3,
  ttl_hours = 4,
  bulk_create = 5,
  bulk_squash = 6,
  webhook_endpoints = 7,
  custom_domains = 8,
  export_records = 9,
  reliability_runs_per_day = 10,
};

struct limit_amount {
  limit which = limit::requests_per_minute;
  std::uint32_t amount = 0;  // `unlimited`: no limit
  bool operator==(const limit_amount&) const = default;
};

// A limit with its name in schemas/plans.json and on the admin route, and what it may be set to.
struct limit_row {
  limit which;
  std::string_view name;
  std::uint32_t plan::* figure;
  std::uint32_t least;
  std::uint32_t most;
  bool may_be_unlimited;
};

// Rate and burst begin at 1, since without any request nobody could see why. Lifetimes and batches
// have ends of their own: a century, and what one command may hold.
inline constexpr std::uint32_t limit_most = 1'000'000'000;
inline constexpr std::array limit_rows{
    limit_row{limit::requests_per_minute, "requestsPerMinute", &plan::requests_per_minute, 1,
              limit_most, true},
    limit_row{limit::burst, "burst", &plan::burst, 1, limit_most, true},
    limit_row{limit::live_identities, "liveIdentities", &plan::live_identities, 0, limit_most,
              true},
    limit_row{limit::ttl_hours, "ttlHours", &plan::ttl_hours, 1, 876'000, false},
    limit_row{limit::bulk_create, "bulkCreate", &plan::bulk_create, 0, 10'000, false},
    limit_row{limit::bulk_squash, "bulkSquash", &plan::bulk_squash, 0, 10'000, false},
    limit_row{limit::webhook_endpoints, "webhookEndpoints", &plan::webhook_endpoints, 0, limit_most,
              true},
    limit_row{limit::custom_domains, "customDomains", &plan::custom_domains, 0, limit_most, true},
    limit_row{limit::export_records, "exportRecords", &plan::export_records, 0, limit_most, true},
    limit_row{limit::reliability_runs_per_day, "reliabilityRunsPerDay",
              &plan::reliability_runs_per_day, 0, limit_most, true},
};

constexpr const limit_row* limit_from_name(std::string_view name) {
  for (const auto& row : limit_rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

// A wish about one limit: an amount, or back to the plan's figure.
struct limit_wish {
  limit which = limit::requests_per_minute;
  std::optional<std::uint32_t> amount;
};

// The limits set for a project after the wishes, in the order of limit_rows.
std::vector<limit_amount> with_wishes(std::span<const limit_amount> set,
                                      std::span<const limit_wish> wishes);

// What a project may use: its plan, where nothing else is set.
plan with_limits(plan figures, std::span<const limit_amount> set);

}  // namespace carnet
