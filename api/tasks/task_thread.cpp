#include "api/tasks/task_thread.hpp"

namespace carnet {

bool task_thread::post(task&& wanted) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || tasks_.size() >= waiting_max_) return false;
    tasks_.push_back(std::move(wanted));
  }
  changed_.notify_one();
  return true;
}

void task_thread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void task_thread::run() {
  for (;;) {
    task next;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      if (stopping_) return;
      next = std::move(tasks_.front());
      tasks_.pop_front();
    }
    next();
  }
}

}  // namespace carnet
