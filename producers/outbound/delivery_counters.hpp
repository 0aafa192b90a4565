// What the webhook processors count, for the metrics page; read from any thread.
#pragma once

#include <atomic>
#include <cstdint>

namespace carnet::outbound {

struct delivery_counters {
  std::atomic<std::uint64_t> delivered{0};
  std::atomic<std::uint64_t> failed{0};  // attempts
  std::atomic<std::int64_t> endpoints{0};
  std::atomic<std::int64_t> endpoints_failing{0};  // five failures in a row or more
  std::atomic<std::int64_t> pending{0};  // events read and not settled, deliveries to try again
};

}  // namespace carnet::outbound
