// Event ids are derived, never drawn: from the record's seed and the event's place in it. Whoever
// seals content before the record exists computes the same id.
#pragma once

#include <cstddef>
#include <string_view>

#include "domain/ids.hpp"

namespace carnet::projections {

// The id of event `place` of the record with this seed.
event_id event_id_of(std::string_view seed, std::size_t place);

// The id of one member of a fact about `count` identities: the fact's own when it is about one.
event_id member_event_id(const event_id& fact, std::size_t member, std::size_t count);

// The fact's id within a member's.
event_id fact_of(const event_id& member);

}  // namespace carnet::projections
