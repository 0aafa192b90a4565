// What /metrics shows of the topic that tells events. Names and meanings: docs/operations.md.
#pragma once

#include <prometheus/collectable.h>

#include <functional>
#include <utility>

#include "producers/publication/topic_counters.hpp"

namespace carnet {

class topic_metrics final : public prometheus::Collectable {
 public:
  topic_metrics(const producers::topic_counters& counters, std::function<unix_us()> clock)
      : counters_(counters), clock_(std::move(clock)) {}

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const producers::topic_counters& counters_;
  std::function<unix_us()> clock_;
};

}  // namespace carnet
