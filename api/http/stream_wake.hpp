// What a streamed body is woken by: from any thread, nearly free while it is awake already.
// Outlives its connection when somebody still holds it.
#pragma once

#include <atomic>
#include <memory>

#include "api/http/completion.hpp"

namespace carnet::http {

class connection;
class loop_core;

class stream_wake final : public completion, public std::enable_shared_from_this<stream_wake> {
 public:
  stream_wake(std::shared_ptr<loop_core> loop, connection& target)
      : loop_(std::move(loop)), target_(&target) {}

  /// Has the connection ask for the next piece soon. Any thread.
  void wake();

  /// The connection is done with its body. The loop's thread.
  void detach() { target_ = nullptr; }

 private:
  void complete() override;

  const std::shared_ptr<loop_core> loop_;
  connection* target_;  // the loop's thread only
  std::atomic<bool> listed_{false};
  std::shared_ptr<stream_wake> self_;  // while on the loop's list; written by who listed it
};

}  // namespace carnet::http
