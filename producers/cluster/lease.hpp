// How long an owner may answer for its partition without having heard from the log: nobody else can
// have written since the start of an operation that only the owner can do, for `lease_length` at
// least, because who takes over waits that long. Measured on the clock that goes on while a process
// is stopped or its machine sleeps.
#pragma once

#include <atomic>
#include <chrono>

#include "storage/boot_clock.hpp"

namespace carnet::producers {

inline constexpr std::chrono::milliseconds lease_length{2000};
// An idle owner renews this often.
inline constexpr std::chrono::milliseconds lease_renewal = lease_length / 3;
// What a successor waits: clocks of two machines do not run at exactly the same pace.
inline constexpr std::chrono::milliseconds lease_wait = lease_length + lease_length / 10;

/// The lease of one partition on this node. Read from any thread, changed by the partition's own.
class lease {
 public:
  bool alive() const {
    return storage::boot_now().count() < until_.load(std::memory_order_acquire);
  }

  /// An operation that only the owner can do has succeeded; it was begun at `begun`.
  void extend(storage::boot_time begun) {
    until_.store((begun + lease_length).count(), std::memory_order_release);
  }

  void end() { until_.store(0, std::memory_order_release); }

  /// When an idle owner has to renew.
  storage::boot_time renewal_due() const {
    return storage::boot_time(until_.load(std::memory_order_acquire)) - lease_length +
           lease_renewal;
  }

  /// How long it still lives; nothing left: zero.
  std::chrono::duration<double> left() const {
    const auto left = storage::boot_time(until_.load()) - storage::boot_now();
    return left.count() > 0 ? left : storage::boot_time{};
  }

 private:
  std::atomic<storage::boot_time::rep> until_{0};
};

}  // namespace carnet::producers
