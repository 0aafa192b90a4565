// One simulated run from a seed: clients, the command queue, the writer's core, log, state and
// processors in one thread, over disks that outlive the process. It dies wherever a fault says so
// and starts again.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "processors/loop/processor.hpp"
#include "producers/writer/command_queue.hpp"
#include "producers/writer/partition_core.hpp"
#include "tests/simulation/ledger.hpp"
#include "tests/simulation/plain_sealer.hpp"
#include "tests/simulation/rebuild.hpp"
#include "tests/simulation/receivers.hpp"
#include "tests/simulation/simulated_state.hpp"

namespace carnet::test {

// Answers are remembered for a day; clients give up before.
inline constexpr unix_us patience_us = 23 * seconds_per_hour * us_per_second;
inline constexpr duration_s content_kept_s = 90 * 24 * seconds_per_hour;

struct run_report {
  std::uint64_t commands = 0;
  std::uint64_t records = 0;
  std::uint64_t writes = 0;
  std::uint64_t starts = 0;
  std::string digest;  // of the rows at the end
};

class world {
 public:
  world(std::uint64_t seed, fault_source faults, std::size_t steps);

  // Throws broken_promise when the product broke one.
  run_report run();

  // What lies on the log after run().
  const log_disk& log() const { return log_; }

 private:
  // Everything that dies with the process, in the order it is built.
  struct incarnation {
    incarnation(world& around);
    simulated_log log;
    simulated_state state;
    plain_sealer sealer;
    producers::partition_core core;
    producers::command_queue queue;
    std::unique_ptr<processors::processor> lifecycle;
    std::unique_ptr<processors::processor> retention;
  };

  void attempt(const std::function<void()>& work);
  void crash();
  void ready();
  void step();
  void move_clock();
  void clients_send();
  void send(ledger::number n);
  void maybe_misuse();
  void run_processors();
  void extract();
  void submit_background(producers::submission wanted);
  void run_batch();
  void rival_takes_over();
  void settle();
  void pass_time(duration_s seconds);
  void check_rows();
  void check_keys() const;
  void check_idle() const;
  producers::core_options options();
  unix_us clock();

  fault_source faults_;
  workload clients_;
  ledger ledger_;
  receivers receivers_;
  log_disk log_;
  state_disk state_;
  rebuild rebuilt_;
  std::unique_ptr<incarnation> process_;
  std::size_t steps_;
  unix_us now_;
  bool must_recover_ = false;
  run_report report_;
};

}  // namespace carnet::test
