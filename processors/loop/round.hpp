// Commands a processor has under way: nothing more is sent until they have ended, and after a
// refusal only when a pause has passed, so that a full disk or a stopped log is not asked in a hot
// loop. Nor is work that stays as it was: what a round has done is gone from the rows, so work that
// is found again unchanged had no effect (the wall clock stepped back before the writer stamped it)
// and waits for a pause that doubles.
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "domain/time.hpp"
#include "producers/writer/submission.hpp"

namespace carnet::processors {

inline constexpr unix_us refused_pause_us = 200'000;
inline constexpr unix_us unchanged_pause_min_us = 200'000;
inline constexpr unix_us unchanged_pause_max_us = 10 * us_per_second;

class round {
 public:
  explicit round(std::function<void()> wake) : wake_(std::move(wake)) {}

  bool busy() const { return under_way_.load() > 0; }

  // Whether a command of the last round was refused; asked once.
  bool take_refused() { return refused_.exchange(false); }

  // When `work`, found at `now`, may be sent; nothing: at once. The clock of `now` may step back;
  // no pause gets longer by that.
  std::optional<unix_us> hold_back(const std::string& work, unix_us now) {
    if (work != last_work_) {
      last_work_ = work;
      pause_us_ = 0;
      paused_ = false;
      return std::nullopt;
    }
    if (!paused_) {
      paused_ = true;
      pause_us_ = std::clamp(pause_us_ * 2, unchanged_pause_min_us, unchanged_pause_max_us);
      resume_at_ = now + pause_us_;
    }
    resume_at_ = std::min(resume_at_, now + pause_us_);
    if (now < resume_at_) return resume_at_;
    paused_ = false;
    return std::nullopt;
  }

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
  // Of the processor's own thread.
  std::string last_work_;
  unix_us pause_us_ = 0;
  unix_us resume_at_ = 0;
  bool paused_ = false;
};

}  // namespace carnet::processors
