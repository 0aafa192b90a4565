// What /metrics shows of work that events made due: mails without their extraction, deadlines that
// have passed. Read from the rows when asked. Names and meanings: docs/operations.md.
#pragma once

#include <prometheus/collectable.h>

#include "producers/installation/installation.hpp"

namespace carnet {

class work_metrics final : public prometheus::Collectable {
 public:
  explicit work_metrics(const producers::installation& core) : core_(core) {}

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const producers::installation& core_;
};

}  // namespace carnet
