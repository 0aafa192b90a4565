// What /metrics shows of the write path, the inbox, the waiting reads and the streams. Names and
// meanings: docs/operations.md.
#pragma once

#include <prometheus/collectable.h>

#include "api/realtime/stream_hub.hpp"
#include "api/waits/position_waits.hpp"
#include "api/waits/wait_list.hpp"
#include "producers/installation/installation.hpp"
#include "producers/smtp/smtp_service.hpp"

namespace carnet {

class server_metrics final : public prometheus::Collectable {
 public:
  server_metrics(const producers::installation& core, const smtp_service& smtp,
                 const wait_list& waits, position_waits& positions,
                 const realtime::stream_hub& streams)
      : core_(core), smtp_(smtp), waits_(waits), positions_(positions), streams_(streams) {}

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const producers::installation& core_;
  const smtp_service& smtp_;
  const wait_list& waits_;
  position_waits& positions_;
  const realtime::stream_hub& streams_;
};

}  // namespace carnet
