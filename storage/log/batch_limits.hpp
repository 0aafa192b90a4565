// Whether a batch keeps the limits of event_log.hpp: the same answer on every log.
#pragma once

#include "storage/log/event_log.hpp"

namespace carnet::storage {

bool within_limits(const record_batch& batch);

}  // namespace carnet::storage
