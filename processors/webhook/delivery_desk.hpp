// Where answers and ended reports wait for the processor. Shared with whoever brings them, since
// they may come after the processor has ended.
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "processors/webhook/endpoint_plan.hpp"
#include "producers/outbound/http_sender.hpp"

namespace carnet::processors {

struct came_back {
  webhook_id endpoint;
  planned_attempt attempt;
  event_id event;
  identity_id identity;
  outbound::outbound_answer answer;
};
struct report_ended {
  webhook_id endpoint;
  bool committed = false;
};

class delivery_desk {
 public:
  explicit delivery_desk(std::function<void()> wake) : wake_(std::move(wake)) {}

  void put(came_back one) {
    const std::lock_guard lock(mutex_);
    answers_.push_back(std::move(one));
    if (wake_ && answers_.size() == 1) wake_();
  }
  void put(report_ended one) {
    const std::lock_guard lock(mutex_);
    reports_.push_back(std::move(one));
    if (wake_) wake_();
  }

  struct post {
    std::vector<came_back> answers;
    std::vector<report_ended> reports;
  };
  post take() {
    const std::lock_guard lock(mutex_);
    return {std::exchange(answers_, {}), std::exchange(reports_, {})};
  }

  // Nobody is there any more to be woken.
  void close() {
    const std::lock_guard lock(mutex_);
    wake_ = nullptr;
  }

 private:
  std::mutex mutex_;  // guards what follows
  std::function<void()> wake_;
  std::vector<came_back> answers_;
  std::vector<report_ended> reports_;
};

}  // namespace carnet::processors
