// What `carnet extract` says about a message, as JSON: the answer, and with it on demand every
// candidate and its reasons.
#pragma once

#include <boost/json/object.hpp>

#include <string_view>

#include "domain/extraction/extraction.hpp"

namespace carnet::api::cli {

/// "otp" or "link".
std::string_view type_name(extraction::secret_type type);

/// Adds type, value, primaryActionUrl and confidence to `reply` (nulls and 0 when there is no
/// answer); `explain` adds reasons and candidates.
void add_answer(boost::json::object& reply, const extraction::extraction_result& found,
                bool explain);

}  // namespace carnet::api::cli
