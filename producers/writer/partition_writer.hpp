// The thread that owns a partition: drains its queue through partition_core, batch by batch.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "producers/writer/command_queue.hpp"
#include "producers/writer/partition_core.hpp"

namespace carnet::producers {

struct writer_options {
  queue_limits limits;
  // Runs the answers of a batch; a server brackets them here so that each event loop is woken once.
  std::function<void(const std::function<void()>&)> bracket;
  // The partition can not go on; called once, from the writer's thread. The process is expected to
  // end.
  std::function<void(const failure&)> on_fatal;
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
  // `core` has been recovered; the writer is its only user from here on.
  partition_writer(std::unique_ptr<partition_core> core, writer_options options);
  ~partition_writer();  // stop()

  // Queues a command, or answers it at once with `busy` or `stopped`. Thread safe.
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

  std::unique_ptr<partition_core> core_;
  writer_options options_;
  command_queue queue_;
  writer_counters counters_;
  std::atomic<record_sequence> last_;
  std::thread thread_;
};

}  // namespace carnet::producers
