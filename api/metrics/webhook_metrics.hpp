// What /metrics shows of webhooks. Names and meanings: docs/operations.md.
#pragma once

#include <prometheus/collectable.h>

#include "producers/outbound/delivery_counters.hpp"
#include "producers/outbound/http_sender.hpp"

namespace carnet {

class webhook_metrics final : public prometheus::Collectable {
 public:
  webhook_metrics(const outbound::delivery_counters& deliveries,
                  const outbound::sink_counters& sinks, const outbound::sender_counters& sender)
      : deliveries_(deliveries), sinks_(sinks), sender_(sender) {}

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const outbound::delivery_counters& deliveries_;
  const outbound::sink_counters& sinks_;
  const outbound::sender_counters& sender_;
};

}  // namespace carnet
