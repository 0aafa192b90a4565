// Runs one processor on a thread of its own: at each wake-up, and when it asked to be called.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "processors/loop/processor.hpp"

namespace carnet::processors {

class processor_thread {
 public:
  // Called with a function that wakes the thread, for completions that make room for more work.
  using make_processor = std::function<std::unique_ptr<processor>(std::function<void()> wake)>;

  processor_thread(const storage::row_reader& rows, std::function<unix_us()> clock, submit send,
                   const make_processor& make);
  ~processor_thread();  // stop()

  // Something on the partition has changed. Thread safe, cheap, never blocks for long.
  void wake();

  // Work is due at this time; wakes the thread only when it would look later.
  void wake_by(unix_us due);
  void stop();

 private:
  void run();

  const storage::row_reader& rows_;
  std::function<unix_us()> clock_;
  submit send_;
  std::unique_ptr<processor> processor_;
  std::atomic<unix_us> planned_{0};  // when run() looks again
  std::mutex mutex_;                 // guards woken_ and stopping_
  std::condition_variable changed_;
  bool woken_ = true;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace carnet::processors
