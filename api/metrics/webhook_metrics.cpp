#include "api/metrics/webhook_metrics.hpp"

#include <prometheus/metric_family.h>

namespace carnet {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

MetricFamily family(const char* name, const char* help, MetricType type) {
  MetricFamily out;
  out.name = name;
  out.help = help;
  out.type = type;
  return out;
}

void add(MetricFamily& to, double value, const char* outcome = nullptr) {
  ClientMetric metric;
  if (outcome != nullptr) metric.label.push_back({"outcome", outcome});
  to.type == MetricType::Counter ? metric.counter.value = value : metric.gauge.value = value;
  to.metric.push_back(std::move(metric));
}

MetricFamily single(const char* name, const char* help, MetricType type, double value) {
  auto out = family(name, help, type);
  add(out, value);
  return out;
}

}  // namespace

std::vector<MetricFamily> webhook_metrics::Collect() const {
  using enum MetricType;
  std::vector<MetricFamily> out;
  auto attempts =
      family("carnet_webhook_attempts_total", "Attempts to deliver, by outcome.", Counter);
  add(attempts, static_cast<double>(deliveries_.delivered), "delivered");
  add(attempts, static_cast<double>(deliveries_.failed), "failed");
  out.push_back(std::move(attempts));
  out.push_back(single("carnet_webhook_endpoints", "Endpoints there are.", Gauge,
                       static_cast<double>(deliveries_.endpoints)));
  out.push_back(single("carnet_webhook_endpoints_failing",
                       "Endpoints whose last attempts all failed.", Gauge,
                       static_cast<double>(deliveries_.endpoints_failing)));
  out.push_back(single("carnet_webhook_pending",
                       "Events being worked on and deliveries to be tried again.", Gauge,
                       static_cast<double>(deliveries_.pending)));
  out.push_back(single("carnet_webhook_in_flight", "Requests to endpoints under way.", Gauge,
                       static_cast<double>(sender_.in_flight)));
  out.push_back(single("carnet_webhook_connections_total", "Connections opened to endpoints.",
                       Counter, static_cast<double>(sender_.connections)));
  out.push_back(single("carnet_webhook_addresses_refused_total",
                       "Addresses that were not connected to for what they are.", Counter,
                       static_cast<double>(sender_.refused)));
  return out;
}

}  // namespace carnet
