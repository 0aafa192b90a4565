// Who asks, as the gate found: what a handler of a route with an API key may rely on.
#pragma once

#include <memory>

#include "api/http/request.hpp"
#include "projections/tenancy/directory.hpp"

namespace carnet {

// The access behind a request that passed the gate of an API-key route.
inline const projections::access& caller_of(const http::request& in) {
  return *in.principal_as<projections::access>();
}

}  // namespace carnet
