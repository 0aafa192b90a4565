// How long an owner may answer for its partition without having heard from the log: nobody else can
// have written since the start of an operation that only the owner can do, for the lease's length
// at least, because who takes over waits that long. Measured on the clock that goes on while a
// process is stopped or its machine sleeps.
//
// A slow log takes a longer lease, or an owner would never have one: the length follows the slowest
// of its last operations, and is in force once the log has it, where a successor reads it.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>

#include "storage/boot_clock.hpp"

namespace carnet::producers {

// The least is within the time that the group takes to notice a dead node.
inline constexpr std::chrono::milliseconds lease_min{5000};
inline constexpr std::chrono::milliseconds lease_max{10000};

/// What a successor waits from the last sign of an owner with that lease: clocks of two machines do
/// not run at exactly the same pace.
constexpr std::chrono::milliseconds lease_wait(std::chrono::milliseconds length) {
  return std::max(length, lease_min) * 11 / 10;
}

/// The lease of one partition on this node. Asked from any thread, changed by the partition's own.
class lease {
 public:
  using milliseconds = std::chrono::milliseconds;

  bool alive() const {
    return storage::boot_now().count() < until_.load(std::memory_order_acquire);
  }

  /// How long it still lives; nothing left: zero.
  std::chrono::duration<double> left() const {
    const auto left = storage::boot_time(until_.load()) - storage::boot_now();
    return left.count() > 0 ? left : storage::boot_time{};
  }

  /// The partition has just been taken: the lease is as long as every successor knows it to be.
  void begin(storage::boot_time begun) {
    length_ = lease_min;
    extend(begun);
  }

  /// An operation that only the owner can do has succeeded; it was begun at `begun`.
  void extend(storage::boot_time begun) {
    begun_ = begun;
    slowest_ = std::max(storage::boot_now() - begun, slowest_ - slowest_ / 8);
    set_end(begun + length_);
  }

  void end() { set_end({}); }

  /// When an idle owner has to renew.
  storage::boot_time renewal_due() const { return begun_ + length_ / 3; }

  /// The length to ask for: enough for a renewal that is begun in time and takes as long as the
  /// slowest did.
  milliseconds wanted() const {
    return std::clamp(std::chrono::ceil<milliseconds>(3 * slowest_), lease_min, lease_max);
  }

  /// Before the log hears of `length`, which may be less than it has been so far.
  void propose(storage::boot_time begun, milliseconds length) {
    if ((begun + length).count() < until_) set_end(begun + length);
  }

  /// The log has `length`, since an operation that was begun at `begun`.
  void agree(storage::boot_time begun, milliseconds length) {
    length_ = length;
    extend(begun);
  }

 private:
  void set_end(storage::boot_time end) { until_.store(end.count(), std::memory_order_release); }

  std::atomic<storage::boot_time::rep> until_{0};
  milliseconds length_ = lease_min;
  storage::boot_time begun_{};
  storage::boot_time slowest_{};
};

}  // namespace carnet::producers
