// /v1/sinks: places that a project's events are pushed to.
#pragma once

#include <vector>

#include "api/http/route.hpp"
#include "api/service.hpp"

namespace carnet::sinks {

void append_routes(std::vector<http::route>& table, const service& app);

}  // namespace carnet::sinks
