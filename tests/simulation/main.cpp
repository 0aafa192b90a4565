// simulation --seeds FROM..TO [--sweep] [--steps N]: runs each seed; prints the first broken
// promise of each seed that has one, and a summary. With --sweep every write of a run fails once in
// each way.
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <cstdio>

#include "tests/simulation/run_seed.hpp"

namespace {

struct range {
  std::uint64_t from = 1;
  std::uint64_t to = 1;
};

std::optional<range> parse(const std::string& text) {
  const auto dots = text.find("..");
  if (dots == std::string::npos) return std::nullopt;
  range r{std::stoull(text.substr(0, dots)), std::stoull(text.substr(dots + 2))};
  return r;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Simulates the write path from seeds.");
  std::string seeds = "1..100";
  bool sweep = false;
  std::size_t steps = 60;
  app.add_option("--seeds", seeds, "FROM..TO, both included");
  app.add_option("--steps", steps, "steps of a run");
  app.add_flag("--sweep", sweep, "fail each write of each run once in each way");
  CLI11_PARSE(app, argc, argv);
  spdlog::set_level(spdlog::level::warn);  // recoveries are the point here, not news
  const auto wanted = parse(seeds);
  if (!wanted) return std::fputs("--seeds takes FROM..TO\n", stderr), 64;

  const auto began = std::chrono::steady_clock::now();
  carnet::test::totals sum;
  for (auto seed = wanted->from; seed <= wanted->to; ++seed) {
    const auto broken = sweep ? carnet::test::sweep_seed(seed, steps, sum)
                              : carnet::test::run_seed(seed, steps, sum);
    if (broken) fmt::print("seed {}: {}\n", seed, *broken);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  fmt::print("{} runs, {} broken, {} commands, {} records, {} starts, {:.1f} s\n", sum.runs,
             sum.broken, sum.commands, sum.records, sum.starts, took.count());
  return sum.broken == 0 ? 0 : 1;
}
