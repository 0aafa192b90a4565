// How much room a file system has left, for the reserve below which writes are refused.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>

namespace carnet::storage {

// Asked before every write, so the answer may be one second old. Thread safe.
class disk_space {
 public:
  explicit disk_space(std::filesystem::path path) : path_(std::move(path)) {}

  // Bytes that this process may still write; 0 when the file system does not answer.
  std::uint64_t free_bytes() const;

 private:
  using clock = std::chrono::steady_clock;

  const std::filesystem::path path_;
  mutable std::mutex asking_;  // one thread asks the system, the others take the last answer
  mutable std::atomic<std::uint64_t> free_ = 0;
  mutable std::atomic<clock::rep> asked_ = clock::time_point::min().time_since_epoch().count();
};

}  // namespace carnet::storage
