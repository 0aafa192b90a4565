#include "domain/sink/decide.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace carnet {
namespace {

decision no_sink() { return reject(rejection_code::not_found, "there is no such sink"); }

}  // namespace

decision decide(const sink_registration_state& state, const register_sink& command,
                const decide_context& context) {
  if (context.limits.export_records == 0)
    return reject(rejection_code::feature_disabled, "the plan has no exports, and so no sinks");
  if (state.count >= sinks_max) {
    return reject(rejection_code::quota_exceeded,
                  fmt::format("a project may have {} sinks", sinks_max));
  }
  sink_configured facts = command.facts;
  facts.from.events = command.from_start ? 0 : state.events_end;
  if (command.from_start) facts.from.access = 0;
  return std::vector<event>{std::move(facts)};
}

decision decide(const std::optional<sink>& state, const update_sink& command) {
  if (!state) return no_sink();
  sink_configured facts{
      command.id, command.settings.value_or(state->settings),
      command.sealed_target.empty() ? state->sealed_target : command.sealed_target, state->cursor};
  if (facts.settings == state->settings && facts.sealed_target == state->sealed_target)
    return std::vector<event>{};
  return std::vector<event>{std::move(facts)};
}

decision decide(const std::optional<sink>& state, const remove_sink& command) {
  if (!state) return no_sink();
  return std::vector<event>{sink_removed{command.id}};
}

decision decide(const std::optional<sink>& state, const record_sink_progress& command) {
  if (!state) return no_sink();
  sink_progressed facts = command.facts;
  facts.cursor.events = std::max(facts.cursor.events, state->cursor.events);
  facts.cursor.access = std::max(facts.cursor.access, state->cursor.access);
  if (facts.cursor == state->cursor && facts.failures == state->failures)
    return std::vector<event>{};
  return std::vector<event>{std::move(facts)};
}

}  // namespace carnet
