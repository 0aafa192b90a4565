// The facts about sinks, as they lie on the log (see domain/identity/events.hpp for the rules). A
// sink is a place of the customer's that a project's events are pushed to, told in OCSF.
#pragma once

#include <cstdint>
#include <string>

#include "domain/ids.hpp"
#include "domain/webhook/events.hpp"

namespace carnet {

// The numbers lie on the log: never reuse one.
enum class sink_kind : std::uint8_t { splunk_hec = 1, https = 2 };

struct sink_settings {
  sink_kind kind = sink_kind::https;
  std::uint8_t ocsf_version = 0;  // a schemas::ocsf_version
  bool acknowledged = false;      // HEC: an event counts once the indexer says that it has it
  std::uint32_t batch_events = 0;
  std::uint32_t batch_delay_ms = 0;
  bool enabled = true;
  bool operator==(const sink_settings&) const = default;
};

// How far a sink has come in each of the project's two streams.
struct sink_cursor {
  std::uint64_t events = 0;
  std::uint64_t access = 0;
  bool operator==(const sink_cursor&) const = default;
};

// A sink is as this says from here on. One that is new begins behind `from`.
struct sink_configured {
  sink_id id;
  sink_settings settings;
  std::string sealed_target;
  sink_cursor from;
  bool operator==(const sink_configured&) const = default;
};

struct sink_removed {
  sink_id id;
  bool operator==(const sink_removed&) const = default;
};

// What a sink has taken since the last of these, and how its last request ended.
struct sink_progressed {
  sink_id id;
  sink_cursor cursor;
  std::uint32_t delivered = 0;
  std::uint32_t failures = 0;  // in a row, up to here
  std::uint16_t status = 0;
  delivery_error error = delivery_error::none;
  std::string sealed_excerpt;  // of a failure's answer
  bool operator==(const sink_progressed&) const = default;
};

}  // namespace carnet
