// Row values of webhook endpoints and their deliveries (storage/kv/keys.hpp names their keys).
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "domain/webhook/events.hpp"

namespace carnet::projections {

// In a period's types: the endpoint wanted nothing.
inline constexpr std::uint32_t period_disabled = 1u << 31;

struct webhook_row {
  webhook_id id;
  project_id project;
  std::uint64_t ordinal = 0;  // place in the project's list
  unix_us created_at = 0;
  unix_us updated_at = 0;
  unix_us rotated_at = 0;
  bool enabled = true;
  std::uint8_t ended = 0;  // a webhook_end, when not enabled
  std::string sealed_target;
  std::string sealed_secret;
  std::string sealed_old_secret;
  unix_us old_valid_until = 0;
  webhook_settings settings;
  // What was wanted from which place on; events are judged by the period they fall in.
  std::vector<std::uint64_t> period_from;
  std::vector<std::uint32_t> period_types;
  std::vector<std::string> period_tags;  // hashes, one after the other
  std::uint64_t cursor = 0;
  std::uint64_t settled = 0;   // deliveries with a known outcome or attempt
  std::uint64_t failures = 0;  // since the last success
  unix_us failing_since = 0;
  unix_us paused_until = 0;
  unix_us last_success_at = 0;
  unix_us last_failure_at = 0;
  unix_us resumed_at = 0;  // its owner lifted what held it up; from behaviour version 3 on

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.id, r.project, r.ordinal, r.created_at, r.updated_at, r.rotated_at, r.enabled, r.ended,
          r.sealed_target, r.sealed_secret, r.sealed_old_secret, r.old_valid_until,
          r.settings.event_types, r.settings.tag_hashes, r.settings.concurrency,
          r.settings.per_second, r.period_from, r.period_types, r.period_tags, r.cursor, r.settled,
          r.failures, r.failing_since, r.paused_until, r.last_success_at, r.last_failure_at);
    // Rows of older logs stay as they were, byte for byte.
    if constexpr (std::is_const_v<Row>) {
      if (r.resumed_at == 0) return;
    }
    visit(r.resumed_at);
  }
};

struct webhook_counters {
  std::uint64_t count = 0;    // endpoints there are
  std::uint64_t created = 0;  // ever; the next ordinal

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.count, r.created);
  }
};

// The numbers lie in the state; never reuse one.
enum class delivery_state : std::uint8_t {
  waiting = 1,    // will be tried again
  delivered = 2,  // later than at the first attempt, or by a replay
  exhausted = 3,  // given up; a replay may still deliver it
};

// A delivery that was not done with its first attempt, or that was replayed. The attempts' members
// are parallel.
//
// One that waits without a time was replayed before the endpoint's cursor came to it, and will be
// begun by the cursor.
struct delivery_row {
  static constexpr std::size_t attempts_kept = 24;

  event_id event;
  identity_id identity;
  delivery_state state = delivery_state::waiting;
  unix_us next_at = 0;
  std::uint16_t attempts = 0;
  std::vector<unix_us> attempted_at;
  std::vector<std::uint16_t> statuses;
  std::vector<std::uint8_t> errors;
  std::vector<std::uint32_t> latencies_ms;
  std::string first_excerpt;  // sealed
  std::string last_excerpt;
  std::uint16_t by_hand = 0;  // of the attempts; from behaviour version 3 on

  // Attempts that the schedule made.
  std::uint16_t scheduled() const { return static_cast<std::uint16_t>(attempts - by_hand); }
  bool awaits_cursor() const { return state == delivery_state::waiting && next_at == 0; }

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.event, r.identity, r.state, r.next_at, r.attempts, r.attempted_at, r.statuses, r.errors,
          r.latencies_ms, r.first_excerpt, r.last_excerpt);
    // Rows of older logs stay as they were, byte for byte.
    if constexpr (std::is_const_v<Row>) {
      if (r.by_hand == 0) return;
    }
    visit(r.by_hand);
  }
};

// Makes room in a full row: the first attempt and the latest ones tell most.
inline void drop_second_attempt(delivery_row& row) {
  row.attempted_at.erase(row.attempted_at.begin() + 1);
  row.statuses.erase(row.statuses.begin() + 1);
  row.errors.erase(row.errors.begin() + 1);
  row.latencies_ms.erase(row.latencies_ms.begin() + 1);
}

// Deliveries of one record that succeeded at once, ascending; its key is the last place.
struct delivered_row {
  unix_us at = 0;
  std::vector<std::uint64_t> places;
  std::vector<std::uint16_t> statuses;
  std::vector<std::uint32_t> latencies_ms;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.at, r.places, r.statuses, r.latencies_ms);
  }
};

}  // namespace carnet::projections
