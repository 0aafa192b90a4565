#include "projections/step.hpp"

namespace carnet::projections {

project_counters& step::counters() {
  if (!counters_) {
    counters_ = load<project_counters>(storage::keys::project_counters(rec.project));
    if (!counters_) counters_.emplace();
  }
  return *counters_;
}

void step::finish() {
  if (counters_) save(storage::keys::project_counters(rec.project), *counters_);
  if (published_) out.push_back({notice_kind::stream_grew, {}, 0, rec.project});
}

void step::publish(project_event_row fact) {
  const std::uint64_t first = counters().sequence + 1;
  counters().sequence += fact.identities.size();
  fact.at = now();
  published_ = true;
  save(storage::keys::stream_of(rec.project).number(counters().sequence), fact);
  rows.put(storage::keys::sequence_of(fact.id), storage::row_key("").id(rec.project).number(first));
}

}  // namespace carnet::projections
