// A sink as the API shows it, and the members that registering and changing share. The token is
// never shown.
#pragma once

#include <string>

#include "api/aidenid/call.hpp"
#include "api/http/body_reader.hpp"
#include "api/http/json_writer.hpp"
#include "producers/content/content.hpp"
#include "producers/ocsf/walk.hpp"
#include "projections/sink/rows.hpp"

namespace carnet::sinks {

producers::sink_target open_target(const aidenid::call& c, const projections::sink_row& row);

// What the caller's sinks are sent: one of its project's two streams.
producers::ocsf_source source_of(const aidenid::call& c, schemas::ocsf_stream stream);

void write_sink(http::json_writer& json, const aidenid::call& c, const projections::sink_row& row,
                const producers::sink_target& target);

// What a body says about a sink; members that are absent leave what was there.
struct sink_wish {
  producers::sink_target target;
  sink_settings settings;
};
void read_sink(http::body_reader& body, const aidenid::call& c, bool fresh, sink_wish& wish);

}  // namespace carnet::sinks
