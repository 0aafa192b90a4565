// The digest of a partition's replicated rows: equal for equal history, whoever replayed it.
#pragma once

#include <cstdint>
#include <string>

#include "storage/kv/rows.hpp"

namespace carnet::projections {

struct state_digest {
  std::string hex;                  // SHA-256
  std::uint32_t apply_version = 0;  // in force at the rows' position
};

state_digest digest_of_state(const storage::row_reader& rows);

}  // namespace carnet::projections
