// `apply`: the only code that writes replicated rows; the same code live and on replay.
//
// A pure function of record, place and rows: no clock, no randomness, no unsealing. What it derives
// is part of the format: a change that gives old records another meaning takes a new version,
// announced on the log by apply_version_raised (docs/architecture.md).
#pragma once

#include <cstdint>

#include "domain/failure.hpp"
#include "domain/record.hpp"
#include "projections/notices.hpp"
#include "storage/kv/rows.hpp"
#include "storage/log/position.hpp"

namespace carnet::projections {

// The newest behaviour this program knows.
//   2: streams hold every event of a project, and control an access stream for each
//   3: every replay leaves its attempt, outside of the schedule; trying failed deliveries again
//      lifts what holds the endpoint up
inline constexpr std::uint32_t apply_version = 3;

// One record on its way into the rows. Live, the reply is rendered between the two steps, over the
// rows the events left; on replay they follow each other.
class application {
 public:
  application(const record& rec, position at, storage::row_writer& rows, notices& out)
      : rec_(rec), at_(at), rows_(rows), out_(out) {}

  // `unsupported`, and nothing written, when the log asks for a behaviour this program does not
  // know: the caller stops the partition.
  result<void> events();

  // The command and its reply, and what else every record leaves behind. After events().
  void remember();

 private:
  const record& rec_;
  position at_;
  storage::row_writer& rows_;
  notices& out_;
};

}  // namespace carnet::projections
