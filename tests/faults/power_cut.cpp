// Program: powercut [--runs N] [--seed FIRST]. Runs rounds of power cuts and ends with 1 at the
// first that loses, doubles or halves something, naming its seed.
#include <fmt/core.h>

#include <cstdlib>
#include <string_view>

#include "tests/faults/power_cut_round.hpp"

namespace {

// The number behind a flag, or what stands without it.
std::uint64_t number_of(int count, char** arguments, std::string_view flag,
                        std::uint64_t otherwise) {
  for (int at = 1; at + 1 < count; ++at) {
    if (arguments[at] == flag) return std::strtoull(arguments[at + 1], nullptr, 10);
  }
  return otherwise;
}

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t rounds = number_of(count, arguments, "--runs", 30);
  const std::uint64_t first = number_of(count, arguments, "--seed", 1);
  carnet::test::round_counts counts;
  for (std::uint64_t seed = first; seed < first + rounds; ++seed) {
    carnet::test::power_cut_round round(seed);
    const auto wrong = round.run(counts);
    for (const auto& model : round.acknowledged()) counts.acknowledged += model;
    if (!wrong) continue;
    fmt::print("seed {}: {}\n", seed, *wrong);
    return 1;
  }
  fmt::print(
      "{} rounds, {} power cuts: {} records acknowledged, 0 lost or doubled; of batches with "
      "unknown "
      "outcome {} were there and {} were not; {} torn tails dropped, {} states rebuilt\n",
      rounds, counts.lives, counts.acknowledged, counts.uncertain_kept, counts.uncertain_gone,
      counts.torn_tails, counts.states_rebuilt);
  return 0;
}
