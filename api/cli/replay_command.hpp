// `carnet replay`: rebuilds every partition's state from the log alone and prints its digest.
#pragma once

#include <iosfwd>
#include <optional>

#include "producers/installation/log_source.hpp"
#include "storage/log/position.hpp"

namespace carnet::api::cli {

struct replay_settings {
  producers::log_source source;
  std::optional<position> until;  // only this partition, up to and including this record
};

// One JSON line per partition: {"partition","sequence","applyVersion","events","digest"}. Returns
// 0, or 1 with a message on `errors` when the log can not be read or not be applied, or when
// acknowledged records are missing from it; then the lines are of those that are there.
int run_replay(const replay_settings& settings, std::ostream& out, std::ostream& errors);

// The same for another verb, which is the one that messages name.
int print_digests(const char* verb, const replay_settings& settings, std::ostream& out,
                  std::ostream& errors);

}  // namespace carnet::api::cli
