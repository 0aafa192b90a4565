// What the webhook processors count, for the metrics page; read and written from any thread.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>

namespace carnet::outbound {

// How long deliveries took, in buckets.
class delivery_times {
 public:
  // Upper bounds in seconds; what is above the last is counted behind it.
  static constexpr std::array<double, 13> bounds_s = {0.001, 0.002, 0.005, 0.008, 0.015, 0.03, 0.05,
                                                      0.1,   0.2,   0.5,   1,     5,     30};

  void add(std::int64_t took_us) {
    const double seconds = static_cast<double>(std::max<std::int64_t>(took_us, 0)) * 1e-6;
    const auto* bound = std::ranges::lower_bound(bounds_s, seconds);
    buckets_[static_cast<std::size_t>(bound - bounds_s.begin())].fetch_add(1);
    sum_us_.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(took_us, 0)));
  }

  std::array<std::uint64_t, bounds_s.size() + 1> buckets() const {
    std::array<std::uint64_t, bounds_s.size() + 1> out{};
    for (std::size_t n = 0; n < out.size(); ++n) out[n] = buckets_[n].load();
    return out;
  }
  double sum_s() const { return static_cast<double>(sum_us_.load()) * 1e-6; }

 private:
  std::array<std::atomic<std::uint64_t>, bounds_s.size() + 1> buckets_{};
  std::atomic<std::uint64_t> sum_us_{0};
};

struct delivery_counters {
  std::atomic<std::uint64_t> delivered{0};
  std::atomic<std::uint64_t> failed{0};  // attempts
  std::atomic<std::int64_t> endpoints{0};
  std::atomic<std::int64_t> endpoints_failing{0};  // five failures in a row or more
  std::atomic<std::int64_t> pending{0};  // events read and not settled, deliveries to try again
  delivery_times times;                  // event to answer, of first attempts that succeeded
};

// What the sinks' processors count.
struct sink_counters {
  std::atomic<std::uint64_t> delivered{0};  // events
  std::atomic<std::uint64_t> failures{0};   // requests
};

}  // namespace carnet::outbound
