// Program: power_cut ROUNDS [FIRST_SEED]. Runs rounds of power cuts and ends with 1 at the first
// that loses, doubles or halves something, naming its seed.
#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <string>

#include "tests/faults/power_cut_round.hpp"

// RocksDB 7.8 forgets the memtable it has just made when the disk refuses the file that goes with
// it.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:rocksdb::DBImpl::SwitchMemtable\n";
}

int main(int count, char** arguments) {
  const std::uint64_t rounds = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 30;
  const std::uint64_t first = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1;
  spdlog::set_level(spdlog::level::off);  // every cut makes the state complain
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
