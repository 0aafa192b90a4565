// A stream that was asked for, on its way to being one. Where another node owns the project, the
// copy here first catches up with what lay on the log when the request came, so that a stream
// begins on every node where it would at the owner; and the owner is asked for a place.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "api/http/exchange.hpp"
#include "api/realtime/event_stream.hpp"

namespace carnet::realtime {

struct opening {
  const service& app;
  std::shared_ptr<const projections::access> caller = {};
  std::string key_hash = {};  // the caller's
  stream_wish wish = {};
  std::string start = {};             // an event's id or a cursor; empty: with what comes next
  std::string_view start_param = {};  // what gave it
  http::exchange reply = {};
};

/// Answers with the stream, or with what is in its way; at once or later.
void open(opening stream);

}  // namespace carnet::realtime
