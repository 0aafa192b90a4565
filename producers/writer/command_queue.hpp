// Commands that wait for their partition's writer: bounded, and fair between projects, so that one
// project's flood neither fills the queue for the others nor delays them.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <vector>

#include "producers/writer/submission.hpp"

namespace carnet::producers {

struct queue_limits {
  std::size_t per_project = 4096;
  std::size_t total = 16384;
  std::size_t background = 8192;
  std::size_t batch = storage::batch_records_max;
};

class command_queue {
 public:
  enum class entry { taken, full, closed };

  // One that begins closed takes nothing until open().
  explicit command_queue(queue_limits limits, bool closed = false)
      : limits_(limits), closed_(closed) {}

  // Takes the submission, or hands it back unmoved.
  entry push(submission&& wanted);

  // The next batch: projects in turn, background work at most a quarter while callers wait. Blocks
  // until there is one; empty only when the queue is closed and drained.
  std::vector<submission> pop_batch();

  // The same, and empty also after `patience`, and when wake() was called since the last time.
  std::vector<submission> pop_batch_within(std::chrono::nanoseconds patience);
  void wake();

  // Pushes are taken again.
  void open();

  // No more pushes; what is queued is still handed out.
  void close();

  std::size_t size() const;

 private:
  std::vector<submission> take_batch();
  bool something() const { return closed_ || callers_size_ > 0 || !background_.empty(); }
  void take_callers(std::vector<submission>& batch, std::size_t count);

  const queue_limits limits_;
  mutable std::mutex mutex_;  // guards everything below
  std::condition_variable ready_;
  std::map<project_id, std::deque<submission>> callers_;
  project_id next_turn_;  // the project after the one served last
  std::size_t callers_size_ = 0;
  std::deque<submission> background_;
  bool closed_;
  bool woken_ = false;
};

}  // namespace carnet::producers
