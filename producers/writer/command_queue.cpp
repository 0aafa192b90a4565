#include "producers/writer/command_queue.hpp"

#include <algorithm>

namespace carnet::producers {

command_queue::entry command_queue::push(submission&& wanted) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return entry::closed;
    if (wanted.way == lane::background) {
      if (background_.size() >= limits_.background) return entry::full;
      background_.push_back(std::move(wanted));
    } else {
      if (callers_size_ >= limits_.total) return entry::full;
      auto& own = callers_[wanted.project];
      if (own.size() >= limits_.per_project) return entry::full;
      own.push_back(std::move(wanted));
      ++callers_size_;
    }
  }
  ready_.notify_one();
  return entry::taken;
}

std::vector<submission> command_queue::pop_batch() {
  std::unique_lock lock(mutex_);
  ready_.wait(lock, [this] { return something(); });
  return take_batch();
}

std::vector<submission> command_queue::pop_batch_within(std::chrono::nanoseconds patience) {
  std::unique_lock lock(mutex_);
  ready_.wait_for(lock, patience, [this] { return woken_ || something(); });
  woken_ = false;
  return take_batch();
}

void command_queue::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  ready_.notify_all();
}

void command_queue::open() {
  const std::lock_guard lock(mutex_);
  closed_ = false;
}

// The caller holds the lock.
std::vector<submission> command_queue::take_batch() {
  std::vector<submission> batch;
  const std::size_t share = callers_size_ > 0 ? limits_.batch / 4 : limits_.batch;
  const std::size_t background = std::min(background_.size(), share);
  batch.reserve(std::min(limits_.batch, callers_size_ + background));
  take_callers(batch, limits_.batch - background);
  for (std::size_t n = 0; n < background; ++n) {
    batch.push_back(std::move(background_.front()));
    background_.pop_front();
  }
  return batch;
}

// One command of each project in turn, from where the last batch stopped.
void command_queue::take_callers(std::vector<submission>& batch, std::size_t count) {
  auto at = callers_.lower_bound(next_turn_);
  while (count > 0 && callers_size_ > 0) {
    if (at == callers_.end()) at = callers_.begin();
    batch.push_back(std::move(at->second.front()));
    at->second.pop_front();
    --callers_size_;
    --count;
    at = at->second.empty() ? callers_.erase(at) : std::next(at);
  }
  next_turn_ = at == callers_.end() ? project_id{} : at->first;
}

void command_queue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  ready_.notify_all();
}

std::size_t command_queue::size() const {
  const std::lock_guard lock(mutex_);
  return callers_size_ + background_.size();
}

}  // namespace carnet::producers
