// A public event under its published name, without secrets: the members of the payload that
// webhooks carry.
#pragma once

#include "api/aidenid/call.hpp"
#include "api/http/json_writer.hpp"
#include "projections/stream/queries.hpp"

namespace carnet::realtime {

// "id", "type", "timestamp", "data" of the event at `place`, without braces. Texts that were
// shredded are empty.
void write_public_members(http::json_writer& json, const aidenid::call& c,
                          const projections::placed_fact& fact, std::uint64_t place);

}  // namespace carnet::realtime
