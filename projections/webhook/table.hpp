// What the appliers of webhook facts share.
#pragma once

#include "projections/step.hpp"
#include "projections/webhook/rows.hpp"

namespace carnet::projections {

// The row of an endpoint that an event on the log names; it exists, or the log is broken.
inline webhook_row existing_webhook(const step& s, const webhook_id& id) {
  auto row = s.load<webhook_row>(storage::keys::webhook(id));
  check(row.has_value(), "a webhook endpoint named by an event exists");
  return std::move(*row);
}

inline constexpr std::uint32_t version_with_all_replays = 3;

// The fact about an endpoint that the stream tells of.
void note_webhook(step& s, const webhook_id& id, std::vector<std::uint64_t> numbers = {});

// The processor has to read its endpoints again.
void tell_webhook(step& s);

}  // namespace carnet::projections
