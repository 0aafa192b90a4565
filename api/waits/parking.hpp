// The places that reads of one project may wait in.
#pragma once

#include <optional>

#include "api/http/errors.hpp"
#include "api/http/lease.hpp"
#include "api/service.hpp"
#include "projections/tenancy/directory.hpp"

namespace carnet {

// A place for one more waiting read of the caller's project: as many as the plan allows live
// identities, and at least ten. None: too_many_waits() is the answer.
std::optional<http::lease> find_parking(const service& app, const projections::access& caller);

http::problem too_many_waits();

}  // namespace carnet
