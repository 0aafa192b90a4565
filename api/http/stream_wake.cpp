#include "api/http/stream_wake.hpp"

#include "api/http/connection.hpp"

namespace carnet::http {

void stream_wake::wake() {
  if (loop_->ended || listed_.exchange(true)) return;
  self_ = shared_from_this();
  loop_->completions.push(*this);
}

void stream_wake::complete() {
  const auto self = std::move(self_);
  // Before the look at what there is: a wake from here on leads to another look.
  listed_ = false;
  if (target_ != nullptr) target_->pump();
}

}  // namespace carnet::http
