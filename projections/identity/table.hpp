// Writes of identity rows. The indexes (by status, deadline, retention) and the project's counters
// follow from the difference between a row before and after, in one place, so that no event can
// forget one.
#pragma once

#include <optional>

#include "projections/identity/rows.hpp"
#include "projections/step.hpp"

namespace carnet::projections {

// The row of an identity that an event on the log names; it exists, or the log is broken.
identity_row existing_identity(const step& s, const identity_id& id);

// Stores `after` in place of `before` (nothing: it is new) and brings every index along.
void store_identity(step& s, const std::optional<identity_row>& before, const identity_row& after);

// Adds a public event to the identity's own list.
void add_identity_event(step& s, identity_row& row, identity_event_row entry);

}  // namespace carnet::projections
