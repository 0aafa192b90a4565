#include "processors/loop/processor_thread.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

namespace carnet::processors {
namespace {

// The clock may be set or offset: look again after this long at the latest.
constexpr unix_us sleep_max_us = us_per_second;

}  // namespace

processor_thread::processor_thread(const storage::row_reader& rows, std::function<unix_us()> clock,
                                   submit send, const make_processor& make)
    : rows_(rows),
      clock_(std::move(clock)),
      send_(std::move(send)),
      processor_(make([this] { wake(); })),
      thread_([this] { run(); }) {}

processor_thread::~processor_thread() { stop(); }

void processor_thread::wake() {
  {
    const std::lock_guard lock(mutex_);
    if (woken_) return;
    woken_ = true;
  }
  changed_.notify_one();
}

void processor_thread::wake_by(unix_us due) {
  if (due < planned_.load(std::memory_order_relaxed)) wake();
}

void processor_thread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void processor_thread::run() {
  std::optional<unix_us> due = 0;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      const auto ready = [this] { return woken_ || stopping_; };
      if (due) {
        const unix_us wait = std::clamp<unix_us>(*due - clock_(), 0, sleep_max_us);
        changed_.wait_for(lock, std::chrono::microseconds(wait), ready);
      } else {
        changed_.wait(lock, ready);
      }
      if (stopping_) return;
      woken_ = false;
    }
    due = processor_->run_once(rows_, clock_(), send_);
    planned_.store(due.value_or(std::numeric_limits<unix_us>::max()), std::memory_order_relaxed);
  }
}

}  // namespace carnet::processors
