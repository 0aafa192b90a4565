// The state store: point reads, ranges and the unsynced write of a batch.
#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <cstdlib>
#include <random>

#include "storage/kv/state_store.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::storage {
namespace {

constexpr std::uint64_t row_count = 1'000'000;

std::string key_of(std::uint64_t number) { return fmt::format("k1{:012}", number); }

class numbered_rows final : public row_changes {
 public:
  numbered_rows(std::uint64_t first, std::uint64_t count) : first_(first), count_(count) {}
  void each(const std::function<void(std::string_view, std::optional<std::string_view>)>& visit)
      const override {
    for (std::uint64_t number = first_; number < first_ + count_; ++number) {
      visit(key_of(number), value_);
    }
  }

 private:
  const std::uint64_t first_;
  const std::uint64_t count_;
  const std::string value_ = std::string(400, 'v');
};

// One store of a million rows for all reads.
state_store& filled_store() {
  static const test::temporary_directory directory;
  static const auto store = [] {
    auto opened = std::move(
        *state_store::open(directory.path() / "state", make_state_resources(512 << 20, 128 << 20)));
    for (std::uint64_t first = 0; first < row_count; first += 1000) {
      if (!opened->write(numbered_rows(first, 1000), {first + 1, ""})) std::abort();
    }
    return opened;
  }();
  return *store;
}

void get_present_row(benchmark::State& state) {
  state_store& store = filled_store();
  std::mt19937_64 random(1);
  for (auto _ : state) benchmark::DoNotOptimize(store.get(key_of(random() % row_count)));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(get_present_row);

void get_recent_row(benchmark::State& state) {
  state_store& store = filled_store();
  std::mt19937_64 random(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(store.get(key_of(row_count - 1 - random() % 10'000)));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(get_recent_row);

void get_absent_row(benchmark::State& state) {
  state_store& store = filled_store();
  std::mt19937_64 random(1);
  for (auto _ : state) benchmark::DoNotOptimize(store.get(key_of(random() % row_count) + "x"));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(get_absent_row);

void scan_100_rows(benchmark::State& state) {
  state_store& store = filled_store();
  std::mt19937_64 random(1);
  for (auto _ : state) {
    const std::uint64_t first = random() % (row_count - 100);
    std::size_t bytes = 0;
    store.scan(key_of(first), key_of(first + 100), [&](std::string_view, std::string_view value) {
      bytes += value.size();
      return true;
    });
    benchmark::DoNotOptimize(bytes);
  }
  state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(scan_100_rows);

void take_snapshot(benchmark::State& state) {
  state_store& store = filled_store();
  for (auto _ : state) benchmark::DoNotOptimize(store.snapshot());
}
BENCHMARK(take_snapshot);

void write_rows(benchmark::State& state) {
  const test::temporary_directory directory;
  const auto store = std::move(
      *state_store::open(directory.path() / "state", make_state_resources(64 << 20, 128 << 20)));
  const auto count = static_cast<std::uint64_t>(state.range(0));
  std::uint64_t first = 0;
  for (auto _ : state) {
    if (!store->write(numbered_rows(first, count), {first + 1, std::string(32, 'h')})) std::abort();
    first += count;
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(write_rows)->Arg(1)->Arg(10)->Arg(1000);

// The first start after kill -9 of a process that has just written a million rows.
void open_after_a_kill(benchmark::State& state) {
  const test::temporary_directory directory;
  const auto path = directory.path() / "state";
  const auto open = [&] {
    return std::move(*state_store::open(path, make_state_resources(256 << 20, 128 << 20)));
  };
  const std::string command =
      CARNET_KILLED_WRITER " state " + path.string() + " " + std::to_string(row_count / 100);
  if (std::system(command.c_str()) != 0) std::abort();
  for (auto _ : state) {
    const auto store = open();
    if (store->at().sequence == 0) std::abort();
  }
}
BENCHMARK(open_after_a_kill)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace carnet::storage
