// Both sides are told under the lock: once on_room({}) has returned, the loop is not told any more.
// Neither of them takes the lock from inside, since both only post.
#include "producers/peer/answer_rest.hpp"

#include <algorithm>

namespace carnet::peers {

answer_rest::state answer_rest::take(std::string& into, std::size_t bytes_max) {
  const std::lock_guard lock(mutex_);
  const bool was_full = held_.size() >= held_bytes_max;
  const std::size_t amount = std::min(bytes_max, held_.size());
  into.append(held_, 0, amount);
  held_.erase(0, amount);
  if (was_full && held_.size() < held_bytes_max) call(room_);
  return held_.empty() ? state_ : state::flowing;
}

void answer_rest::on_more(tell more) {
  const std::lock_guard lock(mutex_);
  more_ = std::move(more);
}

void answer_rest::abandon() {
  const std::lock_guard lock(mutex_);
  abandoned_ = true;
  more_ = {};
  held_.clear();
  call(room_);
}

bool answer_rest::push(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  if (abandoned_) return false;
  held_.append(bytes);
  call(more_);
  return true;
}

void answer_rest::finish(state how) {
  const std::lock_guard lock(mutex_);
  room_ = {};
  state_ = how;
  call(more_);
}

bool answer_rest::is_full() const {
  const std::lock_guard lock(mutex_);
  return !abandoned_ && held_.size() >= held_bytes_max;
}

void answer_rest::on_room(tell room) {
  const std::lock_guard lock(mutex_);
  room_ = std::move(room);
}

}  // namespace carnet::peers
