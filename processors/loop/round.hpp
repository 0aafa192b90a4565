// Commands a processor has under way: nothing more is sent until they have ended, and after a
// refusal only when a pause has passed, so that a full disk or a stopped log is not asked in a hot
// loop.
#pragma once

#include <atomic>
#include <functional>
#include <utility>

#include "domain/time.hpp"
#include "producers/writer/submission.hpp"

namespace carnet::processors {

inline constexpr unix_us refused_pause_us = 200'000;

class round {
 public:
  explicit round(std::function<void()> wake) : wake_(std::move(wake)) {}

  bool busy() const { return under_way_.load() > 0; }

  // Whether a command of the last round was refused; asked once.
  bool take_refused() { return refused_.exchange(false); }

  void begin(std::size_t commands) { under_way_.store(commands); }

  // The end of one of them; wakes the processor at the last.
  void ended(const producers::completion& answer) {
    if (std::holds_alternative<producers::refusal>(answer)) refused_.store(true);
    if (under_way_.fetch_sub(1) == 1) wake_();
  }

 private:
  std::function<void()> wake_;
  std::atomic<std::size_t> under_way_{0};
  std::atomic<bool> refused_{false};
};

}  // namespace carnet::processors
