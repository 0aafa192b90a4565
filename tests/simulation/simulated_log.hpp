// An event log in memory that keeps the port's promises and fails in every way the port allows.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "storage/log/event_log.hpp"
#include "tests/simulation/faults.hpp"

namespace carnet::test {

// What survives the process.
struct log_disk {
  std::vector<storage::log_record> records;
  std::map<std::string, std::string> keys;
  writer_epoch epoch = 0;
};

class simulated_log final : public storage::event_log {
 public:
  simulated_log(log_disk& disk, fault_source& faults) : disk_(disk), faults_(faults) {}

  result<writer_epoch> acquire() override;
  storage::append_outcome append(writer_epoch epoch, record_sequence expected_next,
                                 const storage::record_batch& batch) override;
  result<std::vector<storage::log_record>> read(
      record_sequence from, storage::read_limit limit,
      std::chrono::steady_clock::time_point deadline) override;
  result<record_sequence> end() override;

 private:
  void keep(writer_epoch epoch, const storage::record_batch& batch);

  log_disk& disk_;
  fault_source& faults_;
};

}  // namespace carnet::test
