// GET /v1/realtime/events and /v1/realtime/stream.
#pragma once

#include <vector>

#include "api/http/route.hpp"
#include "api/service.hpp"

namespace carnet::realtime {

void append_routes(std::vector<http::route>& table, const service& app);

}  // namespace carnet::realtime
