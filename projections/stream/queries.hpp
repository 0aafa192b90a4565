// Reads of a project's stream of public events: places to facts, event ids to places, and what held
// at a place.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "projections/identity/rows.hpp"
#include "projections/stream/rows.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::projections {

// A fact with the places it takes: one for each identity it is about.
struct placed_fact {
  std::uint64_t first = 0;
  project_event_row row;

  std::uint64_t last() const { return first + row.identities.size() - 1; }
  // The id clients see of the event at a place.
  event_id id_at(std::uint64_t place) const;
  const identity_id& identity_at(std::uint64_t place) const {
    return row.identities[static_cast<std::size_t>(place - first)];
  }
};

// Calls `visit` with the facts from the one that covers `place` on, in order, until it returns
// false.
void facts_from(const storage::row_reader& rows, const project_id& project, std::uint64_t place,
                const std::function<bool(placed_fact&&)>& visit);

// Calls `visit` with every project that has a stream here and the last place of it.
void each_stream(const storage::row_reader& rows,
                 const std::function<void(const project_id&, std::uint64_t)>& visit);

// The fact that covers a place, if the stream reaches that far.
std::optional<placed_fact> fact_at(const storage::row_reader& rows, const project_id& project,
                                   std::uint64_t place);

// The place of an event of this project, by the id clients see.
std::optional<std::uint64_t> place_of_event(const storage::row_reader& rows,
                                            const project_id& project, const event_id& id);

// The event's number among the public events of its identity: 1 for its creation, without gaps.
// `at` = its time.
std::uint64_t number_in_identity(const storage::row_reader& rows, const identity_row& owner,
                                 const event_id& id, unix_us at);

// When the identity was to expire when it was made.
unix_us first_expiry(const storage::row_reader& rows, const identity_row& owner);

// When the identity was to expire, as the events up to and including `place` had it.
unix_us expiry_at(const storage::row_reader& rows, const identity_row& owner, std::uint64_t place);

}  // namespace carnet::projections
