// Walking a partition of the log that holds everything up to a known record: for replay, dump and
// verify.
#pragma once

#include <functional>
#include <span>

#include "storage/log/event_log.hpp"

namespace carnet::storage {

// Hands the records `from`..`until` (both included) to `visit` in batches of a read's size, in
// order. `corrupt` when the log ends before `until`; the first failure of a read or of `visit` ends
// the walk.
result<void> read_through(event_log& log, record_sequence from, record_sequence until,
                          const std::function<result<void>(std::span<const log_record>)>& visit);

}  // namespace carnet::storage
