// A bound on memory that many sessions share. A share is taken as a message grows and given back
// when the message has been dealt with; a refused share costs the sender a 452, never a wait.
#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

namespace carnet {

/// Counts bytes against a limit and, where there is a parent, against the parent's too.
/// Thread-safe; must outlive its shares and children.
class byte_budget {
 public:
  explicit byte_budget(std::size_t limit, byte_budget* parent = nullptr)
      : limit_(limit), parent_(parent) {}
  byte_budget(const byte_budget&) = delete;
  byte_budget& operator=(const byte_budget&) = delete;

  /// Takes `bytes` or, when they do not fit, nothing.
  bool try_take(std::size_t bytes) {
    auto used = used_.load(std::memory_order_relaxed);
    do {
      if (bytes > limit_ - used) return false;
    } while (!used_.compare_exchange_weak(used, used + bytes, std::memory_order_relaxed));
    if (parent_ == nullptr || parent_->try_take(bytes)) return true;
    used_.fetch_sub(bytes, std::memory_order_relaxed);
    return false;
  }
  void give_back(std::size_t bytes) {
    used_.fetch_sub(bytes, std::memory_order_relaxed);
    if (parent_ != nullptr) parent_->give_back(bytes);
  }
  [[nodiscard]] std::size_t used() const { return used_.load(std::memory_order_relaxed); }

 private:
  const std::size_t limit_;
  byte_budget* const parent_;
  std::atomic<std::size_t> used_{0};
};

/// What one message holds of a budget; gives it back when it goes.
class budget_share {
 public:
  /// Bytes are taken in steps of this size, so that small reads do not meet on the counter.
  static constexpr std::size_t step_bytes = 16 << 10;

  explicit budget_share(byte_budget& budget) : budget_(&budget) {}
  budget_share(const budget_share&) = delete;
  budget_share& operator=(const budget_share&) = delete;
  ~budget_share() { release(); }

  /// Grows the share to at least `bytes`; false when the budget does not allow it.
  bool grow_to(std::size_t bytes) {
    if (bytes <= held_) return true;
    const auto wanted = (bytes - held_ + step_bytes - 1) / step_bytes * step_bytes;
    if (!budget_->try_take(wanted)) return false;
    held_ += wanted;
    return true;
  }
  void release() { budget_->give_back(std::exchange(held_, 0)); }

 private:
  byte_budget* budget_;
  std::size_t held_ = 0;
};

}  // namespace carnet
