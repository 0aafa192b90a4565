// One seed as one or many runs, and what they add up to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tests/simulation/world.hpp"

namespace carnet::test {

struct totals {
  std::uint64_t runs = 0;
  std::uint64_t broken = 0;
  std::uint64_t commands = 0;
  std::uint64_t records = 0;
  std::uint64_t starts = 0;
};

// A run whose writes fail at random. Gives the promise that was broken, if one was.
std::optional<std::string> run_seed(std::uint64_t seed, std::size_t steps, totals& sum);

// The same run once without faults, then once for each of its writes and each way it can fail.
std::optional<std::string> sweep_seed(std::uint64_t seed, std::size_t steps, totals& sum);

}  // namespace carnet::test
