#include "projections/export/event_selection.hpp"

#include "projections/identity/queries.hpp"

namespace carnet::projections {

event_selection::event_selection(const project_id& project, const export_created& facts)
    : project_(project), facts_(facts), place_(facts.newest) {}

void event_selection::next(const storage::row_reader& rows, std::size_t looks,
                           const visitor& visit) {
  if (place_ == 0) place_ = counters_of(rows, project_).sequence;
  for (; looks > 0 && place_ > 0; --looks, --place_) {
    if (!fact_ || place_ < fact_->first) fact_ = fact_at(rows, project_, place_);
    if (!fact_ || fact_->row.at < facts_.created_after) break;
    if (fits(*fact_, place_)) visit(*fact_, place_);
  }
  // Times never fall along the stream: from the first that is too old on, all are.
  ended_ = place_ == 0 || looks > 0;
}

bool event_selection::fits(const placed_fact& fact, std::uint64_t place) const {
  if (facts_.created_before != 0 && fact.row.at >= facts_.created_before) return false;
  return facts_.identity.empty() || fact.identity_at(place) == facts_.identity;
}

}  // namespace carnet::projections
