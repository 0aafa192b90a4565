// Which OCSF class tells of which event: schemas/ocsf/mapping.json as a table, made when the
// program is built. An event without a mapping fails the build.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "schemas/ocsf/version.hpp"

namespace carnet::schemas {

// Where an event is numbered: among what happens to a project's identities, among what changes who
// may use the project, or in no stream of a project.
enum class ocsf_stream : std::uint8_t {
  events,
  access,
  installation,  // of the deployment as a whole; no project's
  none,          // bookkeeping that has a read route of its own
};

constexpr std::string_view to_name(ocsf_stream stream) {
  switch (stream) {
    case ocsf_stream::events:
      return "events";
    case ocsf_stream::access:
      return "access";
    case ocsf_stream::installation:
      return "installation";
    case ocsf_stream::none:
      return "none";
  }
  return "";
}

struct ocsf_mapping {
  std::string_view event;  // as schemas/events.fbs names it
  std::string_view code;   // metadata.event_code
  ocsf_stream stream;
  std::uint32_t class_uid;
  std::string_view class_name;
  std::uint32_t category_uid;
  std::string_view category_name;
  std::uint32_t activity_id;
  std::string_view activity_name;
  ocsf_version activity_since;  // versions before it have `before_id` in place of the activity
  std::uint32_t before_id;
  std::string_view before_name;
  std::string_view operation;  // of an API activity
  std::string_view subject;    // what kind of thing the event is about
  std::uint32_t severity_id;
  std::string_view message;
};

// All mappings, in the order of the union of events.
std::span<const ocsf_mapping> ocsf_mappings();

// The mapping of the events with this index in the variant `carnet::event`.
const ocsf_mapping& ocsf_mapping_of(std::size_t event_index);

}  // namespace carnet::schemas
