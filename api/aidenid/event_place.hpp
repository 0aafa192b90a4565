// Where a public event lies in its project's stream: what "after this event" is measured by.
// An event of another identity, or of another project, has no place here.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "api/aidenid/call.hpp"

namespace carnet::aidenid {

/// The id in `evt_…`, also the longer one of a member of a fact about several identities.
std::optional<event_id> read_event_id(std::string_view text);

/// The sequence, within the caller's project, of an event of `owner`; nothing for any other event.
std::optional<std::uint64_t> place_of(const call& c, const identity_id& owner, const event_id& id);

}  // namespace carnet::aidenid
