// The number of each fact on the log: its place in the schema's union. Not the place in `event`,
// since the union has gaps.
#pragma once

#include <array>
#include <cstdint>
#include <variant>

#include "domain/record.hpp"

namespace carnet::schemas {

// In the order of `event`. A number is never changed and never used again.
inline constexpr std::array<std::uint8_t, std::variant_size_v<event>> event_numbers{
    1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
    20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 39, 40, 41, 42, 43};
static_assert(event_numbers.back() != 0, "every fact has a number");

}  // namespace carnet::schemas
