// Time since the machine was started, suspension included: what leases are measured by. A process
// that was stopped, and a machine that slept, find it gone on when they wake.
#pragma once

#include <chrono>
#include <ctime>

namespace carnet::storage {

using boot_time = std::chrono::nanoseconds;

inline boot_time boot_now() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return std::chrono::seconds(now.tv_sec) + boot_time(now.tv_nsec);
}

}  // namespace carnet::storage
