// How long things took, in buckets. Written by one thread, read by any.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace carnet::producers {

class time_histogram {
 public:
  // Upper bounds in seconds; what is above the last is counted behind it.
  static constexpr std::array<double, 12> bounds_s = {0.0001, 0.0005, 0.001, 0.005, 0.01, 0.02,
                                                      0.05,   0.1,    0.2,   0.5,   1,    5};
  using counts = std::array<std::uint64_t, bounds_s.size() + 1>;

  void add(std::chrono::nanoseconds took) {
    const double seconds = static_cast<double>(took.count()) * 1e-9;
    std::size_t bucket = 0;
    while (bucket < bounds_s.size() && seconds > bounds_s[bucket]) ++bucket;
    raise(buckets_[bucket], 1);
    raise(nanoseconds_, static_cast<std::uint64_t>(took.count()));
  }

  counts buckets() const {
    counts out{};
    for (std::size_t n = 0; n < out.size(); ++n) {
      out[n] = buckets_[n].load(std::memory_order_relaxed);
    }
    return out;
  }

  double sum_s() const {
    return static_cast<double>(nanoseconds_.load(std::memory_order_relaxed)) * 1e-9;
  }

 private:
  // One writer: a plain load and store is cheaper than a locked increment.
  static void raise(std::atomic<std::uint64_t>& counter, std::uint64_t amount) {
    counter.store(counter.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
  }

  std::array<std::atomic<std::uint64_t>, bounds_s.size() + 1> buckets_{};
  std::atomic<std::uint64_t> nanoseconds_{0};
};

// Adds the time of its own life.
class stopwatch {
 public:
  explicit stopwatch(time_histogram& into) : into_(into) {}
  ~stopwatch() { into_.add(std::chrono::steady_clock::now() - begun_); }
  stopwatch(const stopwatch&) = delete;
  stopwatch& operator=(const stopwatch&) = delete;

 private:
  time_histogram& into_;
  const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace carnet::producers
