#include "tests/simulation/run_seed.hpp"

#include <fmt/format.h>

namespace carnet::test {
namespace {

struct finding {
  std::optional<std::string> broken;
  run_report report;
};

finding run_once(std::uint64_t seed, fault_source faults, std::size_t steps, totals& sum) {
  finding found;
  ++sum.runs;
  try {
    found.report = world(seed, std::move(faults), steps).run();
    sum.commands += found.report.commands;
    sum.records += found.report.records;
    sum.starts += found.report.starts;
  } catch (const broken_promise& promise) {
    ++sum.broken;
    found.broken = promise.what;
  }
  return found;
}

}  // namespace

std::optional<std::string> run_seed(std::uint64_t seed, std::size_t steps, totals& sum) {
  // From none to one write in eight.
  const auto permille = static_cast<unsigned>(seed % 5 * seed % 130);
  return run_once(seed, fault_source(seed ^ 0xfa17, permille), steps, sum).broken;
}

std::optional<std::string> sweep_seed(std::uint64_t seed, std::size_t steps, totals& sum) {
  const finding calm = run_once(seed, fault_source(seed, fault_source::scripted{}), steps, sum);
  if (calm.broken) return calm.broken;
  for (std::uint64_t write = 1; write <= calm.report.writes; ++write) {
    for (std::uint8_t kind = 1; kind < fault_kinds; ++kind) {
      const fault_source::scripted one{write, static_cast<fault>(kind)};
      const finding found = run_once(seed, fault_source(seed, one), steps, sum);
      if (found.broken) return fmt::format("write {}, fault {}: {}", write, kind, *found.broken);
    }
  }
  return std::nullopt;
}

}  // namespace carnet::test
