// Bringing a state forward by its log: the same walk for a partition's recovery and for a rebuild
// from nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "projections/notices.hpp"
#include "storage/kv/state_store.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::producers {

struct replayed_log {
  storage::state_position at;  // of the state afterwards
  std::uint64_t events = 0;    // applied on the way
};

// Told what a batch of records changed, once its rows can be read.
using replay_listener = std::function<void(const projections::notices&)>;

// Applies records that follow the state's position, in one write.
result<replayed_log> apply_records(std::span<const storage::log_record> records,
                                   partition_id partition, storage::state_store& state,
                                   const replay_listener& tell = {});

// Applies the records behind the state's position up to and including `until`, writing rows and
// position once a read's batch. Failures of the log, of decoding, of an unknown behaviour and of
// the state end it; what was written stays.
result<replayed_log> replay_log(storage::event_log& log, partition_id partition,
                                storage::state_store& state, record_sequence until,
                                const replay_listener& tell = {});

}  // namespace carnet::producers
