// Which events an OCSF export holds: those of the project's stream, newest first, that fit its
// filters. The same walk counts them when the export is made and finds them when it is downloaded.
#pragma once

#include <functional>
#include <optional>

#include "domain/export/events.hpp"
#include "projections/stream/queries.hpp"

namespace carnet::projections {

class event_selection {
 public:
  // Over the places of the stream from `facts.newest` downwards; 0: from the newest there is.
  event_selection(const project_id& project, const export_created& facts);

  using visitor = std::function<void(const placed_fact&, std::uint64_t place)>;

  // Looks at `looks` places at most and visits those that fit.
  void next(const storage::row_reader& rows, std::size_t looks, const visitor& visit);

  // Whether next() has nothing left to look at.
  bool ended() const { return ended_; }

 private:
  bool fits(const placed_fact& fact, std::uint64_t place) const;

  const project_id project_;
  const export_created facts_;
  std::uint64_t place_;  // to be looked at next
  std::optional<placed_fact> fact_;
  bool ended_ = false;
};

}  // namespace carnet::projections
