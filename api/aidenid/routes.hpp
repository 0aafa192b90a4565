// The route table of the identities surface.
#pragma once

#include <vector>

#include "api/http/route.hpp"
#include "api/service.hpp"

namespace carnet::aidenid {

// Appends every route under /v1/identities. `app` must outlive the server.
void append_routes(std::vector<http::route>& table, const service& app);

}  // namespace carnet::aidenid
