// POST /v1/admin/{command}: what `carnet admin` asks of the running server.
#pragma once

#include <vector>

#include "api/http/route.hpp"
#include "api/service.hpp"

namespace carnet::admin {

/// Whether the command is about the node that is asked, not about the deployment.
bool is_of_each_node(const http::request& in);

void append_routes(std::vector<http::route>& table, const service& app);

}  // namespace carnet::admin
