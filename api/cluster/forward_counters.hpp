// What became of requests that this node forwarded. Any thread.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace carnet::cluster {

struct forward_counters {
  static constexpr std::array<double, 12> bounds_s = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                      0.05,   0.1,   0.25,   1,     5,    30};

  std::atomic<std::uint64_t> answered{0};
  std::atomic<std::uint64_t> not_owner{0};    // the other node did not own the partition either
  std::atomic<std::uint64_t> not_reached{0};  // and surely not processed
  std::atomic<std::uint64_t> broken{0};       // no answer; tried again where that is harmless
  std::atomic<std::uint64_t> refused{0};      // for what is in flight already
  std::atomic<std::uint64_t> given_up{0};     // at the request's deadline
  std::atomic<std::uint64_t> marks_refused{0};
  std::array<std::atomic<std::uint64_t>, bounds_s.size() + 1> took{};  // answered ones
  std::atomic<std::uint64_t> took_us{0};

  void count_answer(std::chrono::microseconds time) {
    answered.fetch_add(1, std::memory_order_relaxed);
    took_us.fetch_add(static_cast<std::uint64_t>(time.count()), std::memory_order_relaxed);
    const double seconds = static_cast<double>(time.count()) / 1e6;
    std::size_t at = 0;
    while (at < bounds_s.size() && seconds > bounds_s[at]) ++at;
    took[at].fetch_add(1, std::memory_order_relaxed);
  }
};

}  // namespace carnet::cluster
