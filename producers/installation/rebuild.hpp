// A state from nothing but the log: what replay, restore and the tests of both are made of.
#pragma once

#include <cstdint>
#include <filesystem>

#include "projections/state_digest.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::producers {

struct rebuilt_state {
  record_sequence sequence = 0;
  std::uint64_t events = 0;
  projections::state_digest digest;
};

// Applies the records 1..until (0: all) of a partition into an empty state at `directory`.
result<rebuilt_state> rebuild_state(storage::event_log& log, partition_id partition,
                                    record_sequence until, const std::filesystem::path& directory);

}  // namespace carnet::producers
