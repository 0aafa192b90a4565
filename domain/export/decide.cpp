#include "domain/export/decide.hpp"

#include <fmt/format.h>

namespace carnet {

decision decide(const create_export& command, const decide_context& context) {
  const std::uint32_t most = context.limits.export_records;
  if (most == 0) return reject(rejection_code::feature_disabled, "the plan has no exports");
  if (most != unlimited && command.facts.records > most) {
    return reject(rejection_code::quota_exceeded,
                  fmt::format("the plan allows {} records in one export", most));
  }
  return std::vector<event>{command.facts};
}

decision decide(const bulk_exports_state& state, const request_bulk_export& command,
                const decide_context& context) {
  if (context.limits.export_records == 0)
    return reject(rejection_code::feature_disabled, "the plan has no exports");
  if (state.live >= bulk_exports_live_max) {
    return reject(rejection_code::quota_exceeded,
                  fmt::format("a project may have {} bulk exports at a time; each goes a day after "
                              "it was asked for",
                              bulk_exports_live_max));
  }
  return std::vector<event>{bulk_export_requested{command.facts}};
}

decision decide(const bulk_export_state& state, const complete_bulk_export& command) {
  if (!state.running) return std::vector<event>{};
  return std::vector<event>{command.facts};
}

}  // namespace carnet
