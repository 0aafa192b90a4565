// `carnet log dump`: every record of the log as one JSON line, for people and scripts. Sealed
// content shows as its size; nothing is unsealed.
#pragma once

#include <iosfwd>

#include "producers/installation/log_source.hpp"

namespace carnet::api::cli {

// Returns 0, or 1 with a message on `errors` when the log can not be read, or when acknowledged
// records are missing; those that are there are printed.
int run_log_dump(const producers::log_source& source, std::ostream& out, std::ostream& errors);

// `carnet log verify`: reads every frame and record; prints one line per partition. Returns
// as run_log_dump does.
int run_log_verify(const producers::log_source& source, std::ostream& out, std::ostream& errors);

}  // namespace carnet::api::cli
