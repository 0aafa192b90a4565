#include "api/metrics/webhook_metrics.hpp"

#include "api/metrics/families.hpp"

namespace carnet {

using prometheus::MetricFamily;
using prometheus::MetricType;

namespace {

MetricFamily delivery_times(const outbound::delivery_times& times) {
  auto out = metric_family("carnet_webhook_delivery_seconds",
                           "From the event to the answer, of first attempts that succeeded.",
                           prometheus::MetricType::Histogram);
  add_histogram(out, times.bounds_s, times.buckets(), times.sum_s());
  return out;
}

}  // namespace

std::vector<MetricFamily> webhook_metrics::Collect() const {
  using enum MetricType;
  std::vector<MetricFamily> out;
  auto attempts =
      metric_family("carnet_webhook_attempts_total", "Attempts to deliver, by outcome.", Counter);
  add_metric(attempts, static_cast<double>(deliveries_.delivered), {"outcome", "delivered"});
  add_metric(attempts, static_cast<double>(deliveries_.failed), {"outcome", "failed"});
  out.push_back(std::move(attempts));
  out.push_back(single_metric("carnet_webhook_endpoints", "Endpoints there are.", Gauge,
                              static_cast<double>(deliveries_.endpoints)));
  out.push_back(single_metric("carnet_webhook_endpoints_failing",
                              "Endpoints whose last attempts all failed.", Gauge,
                              static_cast<double>(deliveries_.endpoints_failing)));
  out.push_back(single_metric("carnet_webhook_pending",
                              "Events being worked on and deliveries to be tried again.", Gauge,
                              static_cast<double>(deliveries_.pending)));
  out.push_back(single_metric("carnet_webhook_in_flight", "Requests to endpoints under way.", Gauge,
                              static_cast<double>(sender_.in_flight)));
  out.push_back(single_metric("carnet_webhook_connections_total",
                              "Connections opened to endpoints.", Counter,
                              static_cast<double>(sender_.connections)));
  out.push_back(single_metric("carnet_webhook_addresses_refused_total",
                              "Addresses that were not connected to for what they are.", Counter,
                              static_cast<double>(sender_.refused)));
  out.push_back(delivery_times(deliveries_.times));
  out.push_back(single_metric("carnet_sink_events_total", "Events that sinks have taken.", Counter,
                              static_cast<double>(sinks_.delivered)));
  out.push_back(single_metric("carnet_sink_failures_total", "Requests that sinks did not take.",
                              Counter, static_cast<double>(sinks_.failures)));
  return out;
}

}  // namespace carnet
