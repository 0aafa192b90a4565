// The thread that decides for a partition: drains its queue through partition_core, batch by batch.
// On a log of its own it owns the partition as long as it lives; on a shared one a turn decides
// when it writes and when it follows.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "producers/writer/command_queue.hpp"
#include "producers/writer/partition_core.hpp"

namespace carnet::producers {

// What a turn works with; all of it is its thread's.
struct writer_tools {
  partition_core& core;
  command_queue& queue;
  std::function<result<void>(std::vector<submission>&)> run_batch;  // and counts it
  std::function<void()> show_last;                                  // in last()
};

// Runs the thread of a writer whose partition others may own, too.
class writer_turn {
 public:
  virtual ~writer_turn() = default;
  // Returns after stop().
  virtual void run(const writer_tools& with) = 0;
  virtual void stop() = 0;
};

struct writer_options {
  queue_limits limits;
  // Runs the answers of a batch; a server brackets them here so that each event loop is woken once.
  std::function<void(const std::function<void()>&)> bracket;
  // The partition can not go on; called once, from the writer's thread. The process is expected to
  // end.
  std::function<void(const failure&)> on_fatal;
  // None: the partition is this process's alone. Outlives the writer.
  writer_turn* turn = nullptr;
};

// Counters for the metrics page; read from any thread.
struct writer_counters {
  std::atomic<std::uint64_t> batches{0};
  std::atomic<std::uint64_t> commands{0};
  std::atomic<std::uint64_t> refused{0};  // queue full
  time_histogram batch_times;             // from the first command to the answers, sync included
};

class partition_writer {
 public:
  // `core` has been recovered, unless there is a turn; the writer is its only user from here on.
  partition_writer(std::unique_ptr<partition_core> core, writer_options options);
  ~partition_writer();  // stop()

  // Queues a command, or answers it at once with `busy`, `not_owner` or `stopped`. Thread safe.
  void submit(submission wanted);

  // Answers everything queued, then ends the thread.
  void stop();

  std::size_t queued() const { return queue_.size(); }
  record_sequence last() const { return last_.load(std::memory_order_acquire); }
  unix_us clock_lag() const { return core_->clock_lag(); }
  const writer_counters& counters() const { return counters_; }
  const time_histogram& command_times() const { return core_->command_times(); }

 private:
  void run();
  void run_alone();
  void show_last() { last_.store(core_->last(), std::memory_order_release); }
  result<void> run_batch(std::vector<submission>& batch);

  std::unique_ptr<partition_core> core_;
  writer_options options_;
  command_queue queue_;
  writer_counters counters_;
  std::atomic<record_sequence> last_;
  std::thread thread_;
};

}  // namespace carnet::producers
