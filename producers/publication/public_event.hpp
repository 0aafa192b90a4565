// A public event as the outside sees it: one JSON object, without secrets, equal byte for byte
// whenever and wherever it is rendered, as long as its content is kept.
#pragma once

#include <optional>
#include <string>

#include "domain/text/json_writer.hpp"
#include "producers/content/sealed_content.hpp"
#include "projections/stream/queries.hpp"

namespace carnet::producers {

// What is told of an event, and about whom.
struct public_event_view {
  const projections::placed_fact& fact;
  std::uint64_t place;  // one of the fact's
  const projections::identity_row& owner;
};

// "id", "type", "timestamp", "data", as members of the object that is open. Texts that were
// shredded are empty.
void write_public_event(text::json_writer& json, const storage::row_reader& rows,
                        const sealed_content& content, partition_id partition,
                        const public_event_view& event);

// The same as an object of its own.
std::string render_public_event(const storage::row_reader& rows, const sealed_content& content,
                                partition_id partition, const public_event_view& event);

}  // namespace carnet::producers
