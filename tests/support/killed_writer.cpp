// Program for tests that need another process, one that ends as by kill -9:
//   killed_writer log DIRECTORY RECORDS    appends records of 5000 bytes to partition 1, then ends
//   killed_writer state DIRECTORY WRITES   writes 100 rows per write, then ends
//   killed_writer hold DIRECTORY           opens a log, says so on its output, ends when its input
//   ends
// A program of its own, since a fork of a process with RocksDB's threads has none of them.
#include "tests/support/killed_writer.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "storage/kv/state_store.hpp"
#include "storage/log/embedded_log.hpp"

namespace carnet::test {
namespace {

using namespace carnet::storage;

class numbered_rows final : public row_changes {
 public:
  explicit numbered_rows(std::uint64_t write) : write_(write) {}
  void each(const std::function<void(std::string_view, std::optional<std::string_view>)>& visit)
      const override {
    for (std::uint64_t number = 0; number < killed_rows_per_write; ++number) {
      visit(fmt::format("key{:012}", write_ * killed_rows_per_write + number), value_);
    }
  }

 private:
  const std::uint64_t write_;
  const std::string value_ = std::string(400, 'v');
};

int append_records(const char* directory, record_sequence count) {
  const auto set = open_embedded_log(directory, {.partitions = 2});
  event_log& log = (*set)->partition(1);
  const auto epoch = log.acquire();
  for (record_sequence next = 1; next <= count; ++next) {
    const std::string record = killed_record(next);
    const record_batch batch{.records = {record}, .keys = {}};
    if (log.append(*epoch, next, batch) != append_outcome::committed) ::_exit(1);
  }
  ::_exit(0);
}

int write_states(const char* directory, std::uint64_t count) {
  const auto store = state_store::open(directory, make_state_resources(8 << 20, 4 << 20));
  for (std::uint64_t write = 0; write < count; ++write) {
    if (!(*store)->write(numbered_rows(write), {write + 1, std::string(32, 'h')})) ::_exit(1);
  }
  ::_exit(0);
}

int hold(const char* directory) {
  const auto set = open_embedded_log(directory, {});
  if (!set) return 1;
  fmt::print("{}\n", ::getpid());
  std::fflush(stdout);
  ::alarm(60);  // in case the test forgets it
  ::pause();
  ::_exit(0);
}

}  // namespace
}  // namespace carnet::test

int main(int count, char** arguments) {
  using namespace carnet::test;
  if (count < 3) return 2;
  const std::string_view verb = arguments[1];
  const std::uint64_t number = count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 0;
  if (verb == "log") return append_records(arguments[2], number);
  if (verb == "state") return write_states(arguments[2], number);
  return verb == "hold" ? hold(arguments[2]) : 2;
}
