#include "api/exports/event_parts.hpp"

#include <algorithm>

namespace carnet::exports {
namespace {

constexpr std::uint32_t events_per_part = 128;

}  // namespace

event_parts::event_parts(const producers::ocsf_source& from, const export_created& facts)
    : from_(from),
      facts_(facts),
      events_(from.project, facts),
      left_(facts.newest == 0 ? 0 : facts.records) {}

// A look finds one event at most, so that nothing is found that does not fit.
producers::rendered_part event_parts::take(projections::event_selection& events,
                                           std::uint32_t records) const {
  producers::rendered_part part;
  while (part.records < records && !events.ended()) {
    events.next(from_.rows, records - part.records, [&](const auto& fact, std::uint64_t place) {
      producers::append_ocsf_event(part.bytes, from_, ocsf_version_of(facts_.format), fact, place);
      part.bytes += '\n';
      if (part.records++ == 0) part.first = place;
      part.last = place;
    });
  }
  return part;
}

std::optional<producers::rendered_part> event_parts::next() {
  if (left_ == 0) return std::nullopt;
  auto part = take(events_, std::min(left_, events_per_part));
  if (part.records == 0) return std::nullopt;
  left_ -= part.records;
  return part;
}

bool event_parts::render(const wanted_part& part, std::string& into) {
  export_created from_here = facts_;
  from_here.newest = part.first;
  projections::event_selection events(from_.project, from_here);
  into = take(events, part.records).bytes;
  return true;
}

}  // namespace carnet::exports
