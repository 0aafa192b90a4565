// Ownership, lag and last fence of every partition, as /readyz tells them.
#pragma once

#include <vector>

#include "api/http/operations_routes.hpp"
#include "producers/installation/installation.hpp"

namespace carnet {

/// Empty on an embedded log, which is nobody else's.
std::vector<http::partition_health> partition_states(const producers::installation& core);

}  // namespace carnet
