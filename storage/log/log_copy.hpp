// Copying a partition from one log to another: records as they are, then the data keys. What is
// there already is kept, so a copy that was cut off goes on where it ended.
#pragma once

#include <cstdint>
#include <functional>

#include "domain/failure.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/key_table.hpp"
#include "storage/log/log_import.hpp"

namespace carnet::storage {

struct copy_end {
  log_set& log;
  key_table& keys;
};

// Told after each batch: how many records of the partition have been copied, and their bytes.
using copy_listener = std::function<void(std::uint64_t records, std::uint64_t bytes)>;

// Gives how many records were there before. `invalid_argument` when `to` holds another log, or more
// than `from`.
result<record_sequence> copy_records(partition_id id, copy_end from, copy_end to, log_import& into,
                                     const copy_listener& copied);

// Makes the data keys of `to` those of `from`; keys that are gone in `from` go in `to`.
result<void> copy_keys(partition_id id, copy_end from, copy_end to, log_import& into);

}  // namespace carnet::storage
