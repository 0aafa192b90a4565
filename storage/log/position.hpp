// Where a record lies: dense, counted in records, the same on every log implementation.
#pragma once

#include <compare>
#include <cstdint>

namespace carnet {

// Partition 0 is control, partitions 1..P hold projects.
using partition_id = std::uint32_t;
inline constexpr partition_id control_partition = 0;

// The first record of a partition has sequence 1; 0 means "before the first record".
using record_sequence = std::uint64_t;

// Raised by every acquire(); a record carries the epoch of its writer.
using writer_epoch = std::uint64_t;

struct position {
  partition_id partition = control_partition;
  record_sequence sequence = 0;
  auto operator<=>(const position&) const = default;
};

namespace storage {

// What any log can hold, control included.
inline constexpr partition_id partitions_max = 4096;

}  // namespace storage
}  // namespace carnet
