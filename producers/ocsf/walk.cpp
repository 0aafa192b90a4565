#include "producers/ocsf/walk.hpp"

#include <string>

#include "producers/ocsf/opened_fact.hpp"
#include "producers/ocsf/render.hpp"
#include "projections/identity/queries.hpp"

namespace carnet::producers {

std::uint64_t ocsf_end(const ocsf_source& from) {
  return projections::counters_of(from.rows, from.project).sequence;
}

void walk_ocsf(const ocsf_source& from, schemas::ocsf_version version, std::uint64_t after,
               const std::function<bool(const ocsf_item&)>& visit) {
  std::string json;
  const auto visit_fact = [&](projections::placed_fact&& fact) {
    for (std::uint64_t place = std::max(fact.first, after + 1); place <= fact.last(); ++place) {
      const opened_fact opened(from, fact, place);
      const ocsf_fact& told = opened.told();
      json.clear();
      append_ocsf(json, version, told);
      const auto which = schemas::ocsf_mapping_of(told.event).class_uid;
      if (!visit({place, which, told.at, told.uid, json})) return false;
    }
    return true;
  };
  projections::facts_from(from.rows, from.project, after + 1, visit_fact);
}

void append_ocsf_event(std::string& out, const ocsf_source& from, schemas::ocsf_version version,
                       const projections::placed_fact& fact, std::uint64_t place) {
  append_ocsf(out, version, opened_fact(from, fact, place).told());
}

}  // namespace carnet::producers
