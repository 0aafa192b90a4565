// Taking over the records of another log as they are there: the same sequences and epochs, so the
// same frames, byte for byte.
#pragma once

#include <span>

#include "domain/failure.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::storage {

class log_import {
 public:
  virtual ~log_import() = default;

  // Appends `records`, of which the first must follow the last one here, and `keys`, all or
  // nothing. Nobody else may write meanwhile. `invalid_argument` when they do not follow; whatever
  // else fails, end() tells afterwards how far the log has come.
  virtual result<void> import_records(partition_id partition, std::span<const log_record> records,
                                      std::span<const key_change> keys) = 0;
};

}  // namespace carnet::storage
