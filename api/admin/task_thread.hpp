// One thread for admin work that takes long (digest, backup, rotation), so that no event loop waits
// for it.
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
  static constexpr std::size_t waiting_max = 8;

  task_thread() : thread_([this] { run(); }) {}
  ~task_thread() { stop(); }

  // False, and the task untouched, when too many wait already.
  bool post(task&& wanted);

  // Ends after the task under way; those that wait are dropped.
  void stop();

 private:
  void run();

  std::mutex mutex_;  // guards tasks_ and stopping_
  std::condition_variable changed_;
  std::deque<task> tasks_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace carnet
