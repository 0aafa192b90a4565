// A project's streams told in OCSF, from a place on: what pull, streams, sinks and files are made
// of.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "producers/content/sealed_content.hpp"
#include "projections/stream/queries.hpp"
#include "schemas/ocsf/mapping.hpp"
#include "schemas/ocsf/version.hpp"

namespace carnet::producers {

// One of a project's two streams. `events` lies in the rows of the project's partition, `access` in
// those of control; each has a dense sequence of its own, and no order is promised between them.
struct ocsf_source {
  const storage::row_reader& rows;
  const sealed_content& content;
  partition_id partition = 0;  // whose rows these are
  project_id project;
  organization_id organization;
  schemas::ocsf_stream stream = schemas::ocsf_stream::events;
};

// An event of a stream. The views hold until the visitor returns.
struct ocsf_item {
  std::uint64_t sequence = 0;   // 1 for the stream's first, without gaps
  std::uint32_t class_uid = 0;  // which file it belongs to
  unix_us at = 0;
  std::string_view uid;   // metadata.uid, the same whenever it is told
  std::string_view json;  // one object, without a line end
};

// The sequence of the stream's newest event; 0: it has none.
std::uint64_t ocsf_end(const ocsf_source& from);

// Calls `visit` with the events behind `after`, in order, until it returns false. Every place is
// visited: a visitor that has seen n has seen all up to n.
void walk_ocsf(const ocsf_source& from, schemas::ocsf_version version, std::uint64_t after,
               const std::function<bool(const ocsf_item&)>& visit);

// Appends the event at `place`, one of the fact's, as one JSON object.
void append_ocsf_event(std::string& out, const ocsf_source& from, schemas::ocsf_version version,
                       const projections::placed_fact& fact, std::uint64_t place);

}  // namespace carnet::producers
