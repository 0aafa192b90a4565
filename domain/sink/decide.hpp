// Sinks: wishes about them, and what becomes of these.
#pragma once

#include <optional>

#include "domain/identity/decide.hpp"
#include "domain/sink/events.hpp"

namespace carnet {

inline constexpr std::size_t sinks_max = 8;  // of a project
inline constexpr std::uint32_t sink_batch_events_max = 2000;
inline constexpr std::uint32_t sink_batch_events_default = 500;
inline constexpr std::uint32_t sink_batch_delay_ms_max = 60'000;
inline constexpr std::uint32_t sink_batch_delay_ms_default = 1000;

struct register_sink {
  sink_configured facts;
  bool from_start = false;  // else from what comes next
};

struct update_sink {
  sink_id id;
  std::optional<sink_settings> settings;
  std::string sealed_target;  // empty: as it is
};

struct remove_sink {
  sink_id id;
};

struct record_sink_progress {
  sink_progressed facts;
};

// What deciders need of a sink.
struct sink {
  sink_settings settings;
  std::string sealed_target;
  sink_cursor cursor;
  std::uint32_t failures = 0;
};

struct sink_registration_state {
  std::size_t count = 0;         // of the project
  std::uint64_t events_end = 0;  // the newest event of its stream
};

decision decide(const sink_registration_state& state, const register_sink& command,
                const decide_context& context);
decision decide(const std::optional<sink>& state, const update_sink& command);
decision decide(const std::optional<sink>& state, const remove_sink& command);
// A cursor never goes back.
decision decide(const std::optional<sink>& state, const record_sink_progress& command);

}  // namespace carnet
