// `carnet log copy`: a log from a data directory to Kafka or back, frames byte for byte, with its
// data keys. The master key is not part of a log; it has to be taken along.
#pragma once

#include <iosfwd>

#include "producers/installation/log_source.hpp"

namespace carnet::api::cli {

// Copies what `to` does not have yet, then rebuilds the state from both and compares the digests,
// which it prints. No server may write to either meanwhile. Nothing is copied from a log that lost
// acknowledged records. Returns 0, or 1 with a message on `errors`.
int run_log_copy(const producers::log_source& from, const producers::log_source& to,
                 std::ostream& out, std::ostream& errors);

}  // namespace carnet::api::cli
