// Where answers of sinks and ended reports wait for the processor. Shared with whoever brings them,
// since they may come after the processor has ended.
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <variant>
#include <vector>

#include "producers/outbound/http_sender.hpp"
#include "projections/sink/rows.hpp"

namespace carnet::processors {

struct sink_answered {
  outbound::outbound_answer answer;
};
struct sink_recorded {
  bool committed = false;
};
struct sink_news {
  sink_id id;
  std::variant<sink_answered, sink_recorded> what;
};

class sink_desk {
 public:
  explicit sink_desk(std::function<void()> wake) : wake_(std::move(wake)) {}

  void put(sink_news one) {
    const std::lock_guard lock(mutex_);
    news_.push_back(std::move(one));
    if (wake_) wake_();
  }
  std::vector<sink_news> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(news_, {});
  }
  // Nobody is there any more to be woken.
  void close() {
    const std::lock_guard lock(mutex_);
    wake_ = nullptr;
  }

 private:
  std::mutex mutex_;  // guards what follows
  std::function<void()> wake_;
  std::vector<sink_news> news_;
};

}  // namespace carnet::processors
