// One thread for work that takes long (a digest, a backup, a walk over many rows), so that no event
// loop waits for it.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace carnet {

class task_thread {
 public:
  using task = std::move_only_function<void()>;

  explicit task_thread(std::size_t waiting_max)
      : waiting_max_(waiting_max), thread_([this] { run(); }) {}
  ~task_thread() { stop(); }

  // False, and the task untouched, when too many wait already.
  bool post(task&& wanted);

  // Ends after the task under way; those that wait are dropped.
  void stop();

 private:
  void run();

  const std::size_t waiting_max_;
  std::mutex mutex_;  // guards tasks_ and stopping_
  std::condition_variable changed_;
  std::deque<task> tasks_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace carnet
