// Durable appends to the embedded log against the least that durability costs: appending the same
// bytes to a plain file and fdatasync. Both in turn within each iteration, since disks are never
// the same twice.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "storage/log/embedded_log.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::storage {
namespace {

constexpr std::size_t record_bytes = 400;
using clock = std::chrono::steady_clock;

class plain_file {
 public:
  explicit plain_file(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600)) {}
  ~plain_file() { ::close(descriptor_); }

  void append(const std::string& bytes) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written != static_cast<ssize_t>(bytes.size()) || ::fdatasync(descriptor_) != 0)
      std::abort();
  }

 private:
  int descriptor_;
};

void append_one_batch(event_log& log, writer_epoch epoch, record_sequence& next,
                      const record_batch& batch) {
  if (log.append(epoch, next, batch) != append_outcome::committed) std::abort();
  next += batch.records.size();
}

void append_against_plain_file(benchmark::State& state) {
  const test::temporary_directory directory;
  const auto set = std::move(*open_embedded_log(directory.path() / "log", {}));
  event_log& log = set->partition(0);
  const writer_epoch epoch = *log.acquire();
  plain_file file(directory.path() / "plain");
  const auto count = static_cast<std::size_t>(state.range(0));
  const std::string record(record_bytes, 'r');
  const std::string same_bytes(record_bytes * count, 'r');
  record_batch batch;
  batch.records.assign(count, record);
  record_sequence next = 1;
  clock::duration in_log{};
  clock::duration in_file{};
  for (auto _ : state) {
    const auto begun = clock::now();
    append_one_batch(log, epoch, next, batch);
    const auto between = clock::now();
    file.append(same_bytes);
    in_file += clock::now() - between;
    in_log += between - begun;
    state.SetIterationTime(std::chrono::duration<double>(between - begun).count());
  }
  const double iterations = static_cast<double>(state.iterations());
  state.counters["file_us"] =
      std::chrono::duration<double, std::micro>(in_file).count() / iterations;
  state.counters["log_us"] = std::chrono::duration<double, std::micro>(in_log).count() / iterations;
  state.counters["file/log"] =
      static_cast<double>(in_file.count()) / static_cast<double>(in_log.count());
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(append_against_plain_file)->Arg(1)->Arg(16)->Arg(256)->UseManualTime();

// Writers of several partitions at once: their syncs coalesce.
void append_by_several_writers(benchmark::State& state) {
  constexpr std::size_t batch_records = 16;
  constexpr int batches = 50;
  const auto writers = static_cast<partition_id>(state.range(0));
  const test::temporary_directory directory;
  const auto set = std::move(*open_embedded_log(directory.path() / "log", {.partitions = writers}));
  const std::string record(record_bytes, 'r');
  record_batch batch;
  batch.records.assign(batch_records, record);
  std::vector<record_sequence> next(writers, 1);
  for (auto _ : state) {
    std::vector<std::thread> threads;
    for (partition_id id = 0; id < writers; ++id) {
      threads.emplace_back([&, id] {
        const writer_epoch epoch = *set->partition(id).acquire();
        for (int number = 0; number < batches; ++number) {
          append_one_batch(set->partition(id), epoch, next[id], batch);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  state.SetItemsProcessed(state.iterations() * writers * batches *
                          static_cast<std::int64_t>(batch_records));
}
BENCHMARK(append_by_several_writers)->Arg(1)->Arg(2)->Arg(4)->Arg(8)->UseRealTime();

// Reading everything back, as a replay does, before any decoding of events.
void read_back(benchmark::State& state) {
  constexpr record_sequence records = 100'000;
  const test::temporary_directory directory;
  const auto set = std::move(*open_embedded_log(directory.path() / "log", {}));
  event_log& log = set->partition(0);
  const writer_epoch epoch = *log.acquire();
  const std::string record(static_cast<std::size_t>(state.range(0)), 'r');
  record_batch batch;
  batch.records.assign(500, record);
  for (record_sequence next = 1; next <= records;) append_one_batch(log, epoch, next, batch);
  for (auto _ : state) {
    for (record_sequence from = 1; from <= records;) from += log.read(from, {}, {})->size();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(records));
}
BENCHMARK(read_back)->Arg(400)->Arg(2000)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace carnet::storage
