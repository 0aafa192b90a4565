// Reads a whole log and says what is in it: the check behind `carnet log verify` and behind a
// backup.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/failure.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/position.hpp"

namespace carnet::storage {

struct partition_census {
  partition_id partition = 0;
  record_sequence records = 0;     // whole and verified, from the first on
  std::uint64_t bytes = 0;         // of these records
  std::optional<failure> problem;  // why it stopped before the end; names the place
};

// Every partition up to the end it has when its turn comes. Reads only; runs beside writers.
std::vector<partition_census> verify(log_set& set);

}  // namespace carnet::storage
