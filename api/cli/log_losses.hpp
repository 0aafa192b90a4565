// What the verbs that only read a log say of acknowledged records that are missing from it.
#pragma once

#include <iosfwd>
#include <string_view>

#include "producers/installation/log_source.hpp"

namespace carnet::api::cli {

// Writes one line per partition that lost records; returns how a verb that found nothing else ends:
// 0, or 1 when there were any.
int tell_losses(const producers::opened_log& opened, std::string_view verb, std::ostream& errors);

}  // namespace carnet::api::cli
