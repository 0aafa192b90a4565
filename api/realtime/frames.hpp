// Events as frames of a stream (HTML Standard, section 9.2: server-sent events).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/realtime/frame_cache.hpp"
#include "api/service.hpp"
#include "projections/stream/queries.hpp"
#include "projections/tenancy/directory.hpp"
#include "schemas/ocsf/mapping.hpp"

namespace carnet::realtime {

// The cursor of a place in the caller's project: authenticated text that a stream resumes from.
std::string cursor_at(const service& app, const projections::access& caller,
                      schemas::ocsf_stream stream, std::uint64_t place);

// The place a cursor or the id of a public event stands for; nothing when it is changed, unknown,
// or of another project.
std::optional<std::uint64_t> place_from(const service& app, const projections::access& caller,
                                        schemas::ocsf_stream stream, std::string_view text);

// What a stream begins with: how long clients wait before they come back, and where they then go
// on if no event has come until then.
std::string opening_frame(const service& app, const projections::access& caller,
                          schemas::ocsf_stream stream, std::uint64_t place);

// The frame of the event at `place`, one of the fact's.
std::string render_frame(const service& app, const projections::access& caller,
                         const projections::placed_fact& fact, std::uint64_t place,
                         stream_kind kind);

// The same told in OCSF: `id` is the cursor, `data` the event and nothing beside it.
struct ocsf_form {
  schemas::ocsf_stream stream;
  schemas::ocsf_version version;
};
std::string render_ocsf_frame(const service& app, const projections::access& caller,
                              const projections::placed_fact& fact, std::uint64_t place,
                              const ocsf_form& form);

}  // namespace carnet::realtime
