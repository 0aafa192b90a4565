// Counts and times answered requests per route. Every event loop writes its own slots without
// contention; a scrape adds them up.
#pragma once

#include <prometheus/collectable.h>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace carnet::http {

/// One event loop's counters; written by that loop only, read by any thread.
class request_meter {
 public:
  static constexpr std::array<double, 14> bounds_s = {
      0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 10};

  explicit request_meter(std::size_t rows) : rows_(rows) {}

  void count(std::size_t row, int status, std::chrono::nanoseconds took);

 private:
  friend class request_metrics;
  struct row {
    std::array<std::atomic<std::uint64_t>, 6> by_class{};  // by the status's first digit
    std::array<std::atomic<std::uint64_t>, bounds_s.size() + 1> buckets{};
    std::atomic<std::uint64_t> nanoseconds{0};
  };
  std::vector<row> rows_;
};

class request_metrics final : public prometheus::Collectable {
 public:
  /// Names the rows ("GET /v1/identities/{id}", …); the last one is for what matched no route.
  void name_rows(std::vector<std::pair<std::string, std::string>> method_and_pattern);

  /// A meter for one event loop; it stays counted after the loop has ended.
  std::shared_ptr<request_meter> add_meter();

  /// Gauge of open connections.
  std::atomic<std::int64_t> connections{0};

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  mutable std::mutex lock_;  // guards the two vectors, not the meters' counters
  std::vector<std::pair<std::string, std::string>> rows_;
  std::vector<std::shared_ptr<request_meter>> meters_;
};

}  // namespace carnet::http
