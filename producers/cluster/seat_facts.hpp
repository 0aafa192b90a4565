// How a partition of a shared log stands on this node, for an operator.
#pragma once

#include "domain/time.hpp"
#include "storage/log/shared_log.hpp"

namespace carnet::producers {

struct seat_facts {
  bool here = false;
  bool granted = false;  // by the group, as of when this node last was in it
  double lease_left_s = 0;
  unix_us fenced_at = 0;       // when this node took it last; 0: never
  storage::log_place lag = 0;  // messages that are there and not yet applied, as of the last look
};

}  // namespace carnet::producers
