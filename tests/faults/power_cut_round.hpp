// One round of power cuts: a log with its state on a disk that forgets, several lives each ended by
// a cut at a drawn moment, and after each a check that nothing acknowledged is lost, doubled or
// halved.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "storage/kv/state_settings.hpp"
#include "storage/log/embedded_log.hpp"
#include "tests/support/power_cut_fs.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::test {

struct round_counts {
  std::uint64_t lives = 0;
  std::uint64_t acknowledged = 0;    // records
  std::uint64_t uncertain_kept = 0;  // batches of unknown outcome that turned out to be there
  std::uint64_t uncertain_gone = 0;
  std::uint64_t torn_tails = 0;
  std::uint64_t states_rebuilt = 0;  // a state directory that could not be opened
};

class power_cut_round {
 public:
  explicit power_cut_round(std::uint64_t seed);

  // What went wrong, or nothing.
  std::optional<std::string> run(round_counts& counts);

  // Records acknowledged over all lives, by partition.
  std::vector<std::uint64_t> acknowledged() const;

 private:
  struct batch {
    std::vector<std::string> records;
    std::map<std::string, std::string> keys;  // an empty value removes the key
  };

  // What the writer of a partition knows; used by one thread at a time.
  struct partition_model {
    std::vector<std::string> records;
    std::map<std::string, std::string> keys;
    std::optional<batch> uncertain;
    std::uint64_t epoch = 0;           // the last one taken
    std::optional<std::string> wrong;  // a promise broken while writing
    std::mt19937_64 random;
  };

  std::optional<std::string> live(round_counts& counts);
  std::optional<std::string> check_log(round_counts& counts);
  std::optional<std::string> check_partition(partition_id id, round_counts& counts);
  std::optional<std::string> open_state(round_counts& counts);
  std::optional<std::string> check_state();
  void write(partition_id id);
  void write_state(const batch& written);
  bool purge(partition_model& model);
  void expect_power_off(partition_model& model, const std::string& otherwise);
  batch draw_batch(partition_model& model, partition_id id);
  static void adopt(partition_model& model, const batch& written);

  static constexpr partition_id partitions = 3;
  static constexpr partition_id state_partition = 1;

  std::mt19937_64 random_;
  temporary_directory directory_;
  power_cut_disk disk_;
  std::unique_ptr<rocksdb::Env> env_;
  std::shared_ptr<storage::state_resources> resources_;
  std::vector<partition_model> models_;
  std::unique_ptr<storage::embedded_log_set> log_;
  std::unique_ptr<storage::state_store> state_;
};

}  // namespace carnet::test
