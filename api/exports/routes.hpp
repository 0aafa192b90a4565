// POST /v1/exports/events and GET /v1/exports/{exportId}/download.
#pragma once

#include <vector>

#include "api/http/route.hpp"
#include "api/service.hpp"

namespace carnet::exports {

void append_routes(std::vector<http::route>& table, const service& app);

}  // namespace carnet::exports
