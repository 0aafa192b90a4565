// Families of metrics as the page of metrics wants them.
#pragma once

#include <prometheus/metric_family.h>

#include <cstdint>
#include <span>
#include <string>

namespace carnet {

// A label and its value; without a name: none.
struct metric_label {
  const char* name = nullptr;
  std::string value = {};
};

prometheus::MetricFamily metric_family(const char* name, const char* help,
                                       prometheus::MetricType type);

// Adds a value to a family of counters or gauges.
void add_metric(prometheus::MetricFamily& to, double value, const metric_label& label = {});

// A family of one value.
prometheus::MetricFamily single_metric(const char* name, const char* help,
                                       prometheus::MetricType type, double value);

// Adds a histogram: how many fell under each bound and, last, above all of them.
void add_histogram(prometheus::MetricFamily& to, std::span<const double> bounds,
                   std::span<const std::uint64_t> buckets, double sum,
                   const metric_label& label = {});

}  // namespace carnet
