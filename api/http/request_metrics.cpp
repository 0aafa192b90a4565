// Collection walks rows times meters; rows that were never hit are left out to keep pages short.
#include "api/http/request_metrics.hpp"

#include <prometheus/metric_family.h>

namespace carnet::http {
namespace {

using std::memory_order_relaxed;

// One writer per counter: a plain load and store is cheaper than a locked increment.
void add(std::atomic<std::uint64_t>& counter, std::uint64_t amount) {
  counter.store(counter.load(memory_order_relaxed) + amount, memory_order_relaxed);
}

prometheus::MetricFamily family(std::string name, std::string help, prometheus::MetricType type) {
  prometheus::MetricFamily made;
  made.name = std::move(name);
  made.help = std::move(help);
  made.type = type;
  return made;
}

}  // namespace

void request_meter::count(std::size_t index, int status, std::chrono::nanoseconds took) {
  row& into = rows_[index];
  add(into.by_class[static_cast<std::size_t>(status / 100) % into.by_class.size()], 1);
  const double seconds = static_cast<double>(took.count()) * 1e-9;
  std::size_t bucket = 0;
  while (bucket < bounds_s.size() && seconds > bounds_s[bucket]) ++bucket;
  add(into.buckets[bucket], 1);
  add(into.nanoseconds, static_cast<std::uint64_t>(took.count()));
}

void request_metrics::name_rows(std::vector<std::pair<std::string, std::string>> names) {
  const std::scoped_lock guard(lock_);
  rows_ = std::move(names);
}

std::shared_ptr<request_meter> request_metrics::add_meter() {
  const std::scoped_lock guard(lock_);
  return meters_.emplace_back(std::make_shared<request_meter>(rows_.size()));
}

std::vector<prometheus::MetricFamily> request_metrics::Collect() const {
  using prometheus::ClientMetric;
  const std::scoped_lock guard(lock_);
  auto open =
      family("carnet_http_connections", "Open HTTP connections.", prometheus::MetricType::Gauge);
  open.metric.emplace_back().gauge.value =
      static_cast<double>(connections.load(memory_order_relaxed));
  auto requests = family("carnet_http_requests_total", "Answered requests by route and class.",
                         prometheus::MetricType::Counter);
  auto latency =
      family("carnet_http_request_seconds", "Time from a complete request to its answer.",
             prometheus::MetricType::Histogram);
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    const std::vector<ClientMetric::Label> labels = {{"method", rows_[at].first},
                                                     {"route", rows_[at].second}};
    std::array<std::uint64_t, 6> classes{};
    ClientMetric timing;
    std::uint64_t nanoseconds = 0;
    std::array<std::uint64_t, request_meter::bounds_s.size() + 1> buckets{};
    for (const auto& meter : meters_) {
      const request_meter::row& row = meter->rows_[at];
      for (std::size_t i = 0; i < classes.size(); ++i) {
        classes[i] += row.by_class[i].load(memory_order_relaxed);
      }
      for (std::size_t i = 0; i < buckets.size(); ++i) {
        buckets[i] += row.buckets[i].load(memory_order_relaxed);
      }
      nanoseconds += row.nanoseconds.load(memory_order_relaxed);
    }
    for (std::size_t i = 0; i < classes.size(); ++i) {
      if (classes[i] == 0) continue;
      ClientMetric& one = requests.metric.emplace_back();
      one.label = labels;
      one.label.push_back({"code", std::to_string(i) + "xx"});
      one.counter.value = static_cast<double>(classes[i]);
    }
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
      total += buckets[i];
      const double bound = i < request_meter::bounds_s.size()
                               ? request_meter::bounds_s[i]
                               : std::numeric_limits<double>::infinity();
      timing.histogram.bucket.push_back({total, bound});
    }
    if (total == 0) continue;
    timing.label = labels;
    timing.histogram.sample_count = total;
    timing.histogram.sample_sum = static_cast<double>(nanoseconds) * 1e-9;
    latency.metric.push_back(std::move(timing));
  }
  return {std::move(open), std::move(requests), std::move(latency)};
}

}  // namespace carnet::http
