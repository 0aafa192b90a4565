// An event as one JSON object of the Open Cybersecurity Schema Framework. Pure: the same fact and
// version give the same bytes.
#pragma once

#include <string>

#include "producers/ocsf/fact.hpp"
#include "schemas/ocsf/version.hpp"

namespace carnet::producers {

// Appends the event as one JSON object, without a line end.
void append_ocsf(std::string& out, schemas::ocsf_version version, const ocsf_fact& fact);

// The same as a string of its own.
std::string render_ocsf(schemas::ocsf_version version, const ocsf_fact& fact);

}  // namespace carnet::producers
