// Comparison of secrets without a timing side channel.
#pragma once

#include <string_view>

namespace carnet::crypto {

// Whether both are equal; takes the same time wherever they differ (their lengths are no secret).
bool constant_time_equal(std::string_view left, std::string_view right);

}  // namespace carnet::crypto
