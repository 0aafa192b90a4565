// Messages as JSON Lines: {"id","from","subject","text","html"}, null or absent parts are empty.
#pragma once

#include <iosfwd>

#include "api/cli/extract/extract_command.hpp"

namespace carnet::api::cli {

/// Answers every line of `in` with one of `out`. False if a line could not be read.
bool answer_cases(std::istream& in, std::ostream& out, const extract_settings& settings,
                  extraction::workspace& buffers);

}  // namespace carnet::api::cli
