// Per partition, the last sequence that was acknowledged, in a small mapped file beside the log:
// the only witness when the end of the log itself goes missing.
//
// It is stored after the log is synced and is not synced itself, so it never claims more than is
// durable; it survives the end of the process, and after a power cut it is at worst some seconds
// old.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "domain/failure.hpp"
#include "storage/log/position.hpp"

namespace carnet::storage {

class acknowledged_mark {
 public:
  // Opens or creates `file`; a file of another kind or length is `corrupt`.
  static result<acknowledged_mark> open(const std::filesystem::path& file);

  // What `file` says, nothing when there is none; what is acknowledged here never reaches it.
  static result<acknowledged_mark> copy_of(const std::filesystem::path& file);

  acknowledged_mark(acknowledged_mark&& other) noexcept;
  acknowledged_mark& operator=(acknowledged_mark&& other) noexcept;
  ~acknowledged_mark();

  // The last sequence known to have been acknowledged; 0 for a partition never written.
  record_sequence last(partition_id partition) const;

  // Called when `sequence` is durable. One thread at a time per partition.
  void acknowledge(partition_id partition, record_sequence sequence);

 private:
  explicit acknowledged_mark(std::uint64_t* words) : words_(words) {}
  static result<acknowledged_mark> checked(const std::filesystem::path& file,
                                           acknowledged_mark mark);

  std::uint64_t* words_ = nullptr;  // the mapping: one word of magic, then one per partition
};

}  // namespace carnet::storage
