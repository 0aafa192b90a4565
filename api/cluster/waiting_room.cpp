#include "api/cluster/waiting_room.hpp"

#include <utility>
#include <vector>

#include "api/http/completion.hpp"

namespace carnet::cluster {

waiting_room::waiting_room() : thread_([this] { run(); }) {}

waiting_room::~waiting_room() { stop(); }

void waiting_room::add(http::exchange one) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && places_.size() < places_max) {
      const bool first = places_.empty();
      places_.push_back({std::chrono::steady_clock::now() + pause, std::move(one)});
      if (first) woken_.notify_one();
      return;
    }
  }
  one.send(http::problem{.code = http::error_code::unavailable});
}

void waiting_room::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (places_.empty()) {
      woken_.wait(lock);
      continue;
    }
    woken_.wait_until(lock, places_.front().until);
    const auto now = std::chrono::steady_clock::now();
    std::vector<http::exchange> due;
    while (!places_.empty() && (stopping_ || places_.front().until <= now)) {
      due.push_back(std::move(places_.front().who));
      places_.pop_front();
    }
    lock.unlock();
    {
      const http::completion_batch together;
      for (auto& one : due) one.repeat();
    }
    due.clear();
    lock.lock();
  }
}

void waiting_room::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_one();
  if (thread_.joinable()) thread_.join();
  std::deque<place> left;
  {
    const std::lock_guard lock(mutex_);
    left.swap(places_);
  }
  for (auto& one : left) one.who.send(http::problem{.code = http::error_code::unavailable});
}

std::size_t waiting_room::waiting() const {
  const std::lock_guard lock(mutex_);
  return places_.size();
}

}  // namespace carnet::cluster
