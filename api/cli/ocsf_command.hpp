// `carnet log ocsf`: every event of every project as OCSF, one JSON object a line, from the log of
// a stopped server.
#pragma once

#include <iosfwd>
#include <span>

#include "producers/installation/installation.hpp"
#include "schemas/ocsf/version.hpp"

namespace carnet::api::cli {

// In each of the versions, one after the other. Returns 0, or 1 with a message on `errors` when the
// log can not be opened or lost acknowledged records; then nothing is printed.
int run_ocsf(producers::installation_options options,
             std::span<const schemas::ocsf_version> versions, std::ostream& out,
             std::ostream& errors);

}  // namespace carnet::api::cli
