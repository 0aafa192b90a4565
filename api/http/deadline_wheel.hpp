// One coarse timer for all connections of an event loop: a hashed wheel that is turned a few times
// a second. Moving a deadline further away writes one number; nothing is allocated per operation.
// Owned and used by one thread only.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace carnet::http {

/// Something with at most one deadline; linked into the wheel while it has one.
class timed {
 public:
  timed() = default;
  timed(const timed&) = delete;
  timed& operator=(const timed&) = delete;

  /// Called by the wheel once the deadline has passed; it is cleared by then.
  virtual void on_deadline() = 0;

 protected:
  virtual ~timed() = default;

 private:
  friend class deadline_wheel;
  timed* next_ = nullptr;
  timed* previous_ = nullptr;
  std::uint64_t due_ = 0;      // 0: no deadline
  std::uint64_t slot_at_ = 0;  // the tick whose slot holds the link; never later than due_
};

class deadline_wheel {
 public:
  static constexpr std::chrono::milliseconds tick_length{250};

  deadline_wheel();

  /// Sets or moves the deadline; rounded up, so it never fires early.
  void set(timed& one, std::chrono::milliseconds from_now);

  /// Removes it; must be called before `one` dies.
  void cancel(timed& one);

  /// Turns the wheel by one tick and calls what is due.
  void turn();

 private:
  static constexpr std::size_t slot_count = 512;

  struct anchor final : timed {
    void on_deadline() override {}
  };

  void link(timed& one);
  static void unlink(timed& one);

  std::array<anchor, slot_count> slots_;
  std::uint64_t now_ = 1;
};

}  // namespace carnet::http
