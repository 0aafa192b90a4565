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

}  // namespace carnet
