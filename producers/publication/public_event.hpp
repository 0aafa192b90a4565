// A public event as the outside sees it: one JSON object, without secrets, equal byte for byte
// whenever and wherever it is rendered, as long as its content is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/text/json_writer.hpp"
#include "producers/content/sealed_content.hpp"
#include "projections/stream/queries.hpp"

namespace carnet::producers {

// The version of the rendering, the same under every behaviour version so far
// (projections/apply.hpp) and therefore recorded nowhere. Its bytes never change
// (tests/unit/producers/payload_bytes_test): attempts after an upgrade repeat those of before.
// Another rendering is another version and takes a behaviour version that writes into the stream's
// rows which one an event has, since no row and no record tells the behaviour it was made under;
// rows that do not say have version 1.
inline constexpr std::uint32_t payload_version = 1;

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
