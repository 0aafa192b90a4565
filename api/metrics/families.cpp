#include "api/metrics/families.hpp"

#include <limits>

namespace carnet {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

namespace {

ClientMetric labelled(const metric_label& label) {
  ClientMetric metric;
  if (label.name != nullptr) metric.label.push_back({label.name, label.value});
  return metric;
}

}  // namespace

MetricFamily metric_family(const char* name, const char* help, MetricType type) {
  MetricFamily out;
  out.name = name;
  out.help = help;
  out.type = type;
  return out;
}

void add_metric(MetricFamily& to, double value, const metric_label& label) {
  ClientMetric metric = labelled(label);
  to.type == MetricType::Counter ? metric.counter.value = value : metric.gauge.value = value;
  to.metric.push_back(std::move(metric));
}

MetricFamily single_metric(const char* name, const char* help, MetricType type, double value) {
  auto out = metric_family(name, help, type);
  add_metric(out, value);
  return out;
}

void add_histogram(MetricFamily& to, std::span<const double> bounds,
                   std::span<const std::uint64_t> buckets, double sum, const metric_label& label) {
  ClientMetric metric = labelled(label);
  std::uint64_t total = 0;
  for (std::size_t n = 0; n < buckets.size(); ++n) {
    total += buckets[n];
    const double bound = n < bounds.size() ? bounds[n] : std::numeric_limits<double>::infinity();
    metric.histogram.bucket.push_back({total, bound});
  }
  metric.histogram.sample_count = total;
  metric.histogram.sample_sum = sum;
  to.metric.push_back(std::move(metric));
}

}  // namespace carnet
