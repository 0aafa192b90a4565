// `apply`: the only code that writes replicated rows; the same code live and on replay.
//
// A pure function of record, place and rows: no clock, no randomness, no unsealing. What it derives is part
// of the format: a change that gives old records another meaning takes a new version, announced on the log
// by apply_version_raised (docs/architecture.md).
#pragma once

#include <cstdint>

#include "domain/failure.hpp"
#include "domain/record.hpp"
#include "projections/notices.hpp"
#include "storage/kv/rows.hpp"
#include "storage/log/position.hpp"

namespace carnet::projections {

// The newest behaviour this program knows.
inline constexpr std::uint32_t apply_version = 1;

// Writes everything the record at `at` means. `unsupported` when the log asks for a behaviour this program
// does not know: the caller stops the partition.
result<void> apply(const record& rec, position at, storage::row_writer& rows, notices& out);

}  // namespace carnet::projections
