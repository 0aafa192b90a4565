// Events as OCSF: mapping and JSON, without what is unsealed for them. The yardstick of the same
// run is Boost.JSON writing the same object from a tree that is there already.
#include <benchmark/benchmark.h>
#include <boost/json.hpp>

#include <deque>

#include "producers/ocsf/render.hpp"
#include "tests/support/ocsf_facts.hpp"

namespace {

using namespace carnet;

std::deque<test::ocsf_sample>& samples() {
  static std::deque<test::ocsf_sample> all;
  if (all.empty()) {
    for (std::size_t event = 0; event < schemas::ocsf_mappings().size(); ++event)
      all.emplace_back(event, test::fact_shape{});
  }
  return all;
}

void render(benchmark::State& state) {
  const auto version = schemas::ocsf_versions[static_cast<std::size_t>(state.range(0))];
  const auto& all = samples();
  std::string out;
  std::size_t next = 0;
  for (auto _ : state) {
    out.clear();
    producers::append_ocsf(out, version, all[next++ % all.size()].fact);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(state.iterations());
}

void boost_serialize(benchmark::State& state) {
  const auto version = schemas::ocsf_versions[static_cast<std::size_t>(state.range(0))];
  std::vector<boost::json::value> trees;
  for (const auto& sample : samples())
    trees.push_back(boost::json::parse(producers::render_ocsf(version, sample.fact)));
  std::size_t next = 0;
  for (auto _ : state) {
    auto out = boost::json::serialize(trees[next++ % trees.size()]);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(render)->DenseRange(0, 3);
BENCHMARK(boost_serialize)->DenseRange(0, 3);

}  // namespace

BENCHMARK_MAIN();
