// "Does this node know everything that lay on the log when you asked?" One question to the cluster
// answers all who asked before it was sent, per partition and 50 ms.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "storage/log/shared_log.hpp"

namespace carnet::producers {

/// What the barrier asks, per partition; called from its thread.
struct barrier_sources {
  std::function<partition_id()> partitions;               // how many there are by now
  std::function<bool(partition_id)> owned;                // nothing can be missing then
  std::function<storage::log_place(partition_id)> place;  // what the state here holds
  // At every look, with the end of each followed partition as last read.
  std::function<void(const std::vector<storage::log_place>&)> on_look;
};

class log_barrier {
 public:
  using answer = std::move_only_function<void(bool)>;

  log_barrier(storage::shared_log& log, barrier_sources sources);
  ~log_barrier();

  void start();

  /// See installation::when_current.
  void wait(partition_id partition, std::chrono::steady_clock::time_point deadline, answer done);

  /// A place has moved.
  void progress();

  /// Answers everybody with false.
  void stop();

 private:
  struct waiter {
    partition_id partition;
    std::chrono::steady_clock::time_point deadline;
    answer done;
    storage::log_place target = -1;  // not known yet
  };

  void run();
  void look();
  void ask(std::vector<waiter>& asking);
  std::vector<waiter> take_ended(std::chrono::steady_clock::time_point now);
  bool settled(const waiter& one) const;

  storage::shared_log& log_;
  const barrier_sources sources_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::vector<waiter> fresh_;  // came since the last question
  std::vector<waiter> waiting_;
  bool moved_ = false;
  bool stopping_ = false;
  std::atomic<bool> anybody_{false};
  std::thread thread_;
};

}  // namespace carnet::producers
