// Wishes about webhook endpoints, and results of deliveries. Ids and sealed content come with the
// command.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/webhook/events.hpp"

namespace carnet {

inline constexpr std::uint32_t webhook_concurrency_default = 16;
inline constexpr std::uint32_t webhook_concurrency_max = 64;
inline constexpr std::uint32_t webhook_per_second_max = 10'000;
inline constexpr duration_s secret_overlap_max_s = 7 * 24 * seconds_per_hour;
inline constexpr std::size_t requeued_per_command_max = 1000;
// Changes of types, tags or enabling that pending events still refer to.
inline constexpr std::size_t webhook_periods_max = 64;

struct register_webhook {
  webhook_registered facts;
};

struct update_webhook {
  webhook_id id;
  std::string sealed_target;                 // empty: as it is
  std::optional<webhook_settings> settings;  // nothing: as they are
  std::optional<bool> enabled;
};

struct rotate_webhook_secret {
  webhook_id id;
  std::string sealed_secret;
  duration_s overlap_s = 0;
};

struct delete_webhook {
  webhook_id id;
};

// An attempt as its sender saw it; the decider plans the next one.
struct attempt_result {
  delivery_attempt facts;             // next_at is the decider's; number too for a replay
  duration_s retry_after_s = 0;       // as the endpoint asked
  std::uint16_t jitter_permille = 0;  // 0 to 1000, drawn or derived by the sender
};

struct record_deliveries {
  webhook_id id;
  std::uint64_t cursor = 0;  // 0: it stays
  std::vector<std::uint64_t> places;
  std::vector<std::uint16_t> statuses;
  std::vector<std::uint32_t> latencies_ms;
  std::vector<attempt_result> attempts;
};

struct replay_failed {
  webhook_id id;
  unix_us since = 0;  // of the last failure
};

// A test request was made; the record is its trace.
struct record_webhook_test {
  webhook_id id;
  attempt_result attempt;
};

}  // namespace carnet
