// Requests forwarded to other nodes, in Prometheus families.
#pragma once

#include <prometheus/collectable.h>

#include "api/cluster/forwarding.hpp"

namespace carnet {

class forward_metrics final : public prometheus::Collectable {
 public:
  explicit forward_metrics(const cluster::forwarding& from) : from_(from) {}

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const cluster::forwarding& from_;
};

}  // namespace carnet
