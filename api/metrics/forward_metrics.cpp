#include "api/metrics/forward_metrics.hpp"

#include <prometheus/metric_family.h>

#include <limits>

namespace carnet {
namespace {

using cluster::forward_counters;
using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

void add(MetricFamily& to, std::uint64_t value, const char* outcome) {
  ClientMetric metric;
  metric.label.push_back({"outcome", outcome});
  metric.counter.value = static_cast<double>(value);
  to.metric.push_back(std::move(metric));
}

MetricFamily by_outcome(const forward_counters& from) {
  MetricFamily out{"carnet_forwarded_requests_total",
                   "Requests sent on to another node, by what became of them.",
                   MetricType::Counter,
                   {}};
  add(out, from.answered, "answered");
  add(out, from.not_owner, "not_owner");
  add(out, from.not_reached, "not_reached");
  add(out, from.broken, "broken");
  add(out, from.refused, "refused");
  add(out, from.given_up, "given_up");
  return out;
}

MetricFamily latency(const forward_counters& from) {
  MetricFamily out{"carnet_forwarded_request_seconds",
                   "Time until another node's answer.",
                   MetricType::Histogram,
                   {}};
  ClientMetric metric;
  std::uint64_t below = 0;
  for (std::size_t n = 0; n < from.took.size(); ++n) {
    below += from.took[n];
    const bool last = n == from.bounds_s.size();
    const double bound = last ? std::numeric_limits<double>::infinity() : from.bounds_s[n];
    metric.histogram.bucket.push_back({below, bound});
  }
  metric.histogram.sample_count = below;
  metric.histogram.sample_sum = static_cast<double>(from.took_us) / 1e6;
  out.metric.push_back(std::move(metric));
  return out;
}

MetricFamily waiting(const cluster::forwarding& from) {
  MetricFamily out{"carnet_forwarded_requests_waiting",
                   "Requests that wait for a partition to have an owner that answers.",
                   MetricType::Gauge,
                   {}};
  ClientMetric metric;
  metric.gauge.value = static_cast<double>(from.waiting());
  out.metric.push_back(std::move(metric));
  return out;
}

MetricFamily marks_refused(const forward_counters& from) {
  MetricFamily out{"carnet_forwarded_marks_refused_total",
                   "Requests whose mark of another node was not a valid one.",
                   MetricType::Counter,
                   {}};
  ClientMetric metric;
  metric.counter.value = static_cast<double>(from.marks_refused);
  out.metric.push_back(std::move(metric));
  return out;
}

}  // namespace

std::vector<MetricFamily> forward_metrics::Collect() const {
  return {by_outcome(from_.counters()), latency(from_.counters()), waiting(from_),
          marks_refused(from_.counters())};
}

}  // namespace carnet
