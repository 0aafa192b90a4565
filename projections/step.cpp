#include "projections/step.hpp"

#include "projections/tenancy/rows.hpp"

namespace carnet::projections {
namespace {

// From here on streams hold every event of a project, with record and actor.
constexpr std::uint32_t version_with_all_events = 2;

// The fact of the event that is being applied, which is not public.
project_event_row as_noted(const step& s, project_event_row fact) {
  fact.type = not_public;
  fact.id = s.fact_id();
  fact.event = static_cast<std::uint8_t>(s.rec.events[s.place].index() + 1);
  if (fact.identities.empty()) fact.identities.emplace_back();
  return fact;
}

}  // namespace

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

std::uint32_t step::version() const {
  const auto facts = load<partition_facts>(storage::keys::partition_facts());
  return facts ? facts->apply_version : 0;
}

void step::publish(project_event_row fact) {
  published_ = true;
  append(rec.project, counters(), std::move(fact));
}

void step::note(project_event_row fact) {
  if (version() < version_with_all_events) return;
  publish(as_noted(*this, std::move(fact)));
}

void step::note_access(const project_id& project, project_event_row fact) {
  if (version() < version_with_all_events) return;
  if (project == rec.project) return note(std::move(fact));
  const auto key = storage::keys::project_counters(project);
  auto counted = load<project_counters>(key).value_or(project_counters{});
  append(project, counted, as_noted(*this, std::move(fact)));
  save(key, counted);
  out.push_back({notice_kind::stream_grew, {}, 0, project});
}

void step::append(const project_id& project, project_counters& counted, project_event_row fact) {
  const std::uint64_t first = counted.sequence + 1;
  counted.sequence += fact.identities.size();
  fact.at = now();
  if (version() >= version_with_all_events) {
    fact.record = at.sequence;
    fact.actor = rec.actor;
  }
  save(storage::keys::stream_of(project).number(counted.sequence), fact);
  rows.put(storage::keys::sequence_of(fact.id), storage::row_key("").id(project).number(first));
}

}  // namespace carnet::projections
