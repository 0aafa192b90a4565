// statvfs behind a one-second cache.
#include "storage/disk_space.hpp"

#include <system_error>

namespace carnet::storage {
namespace {

constexpr std::chrono::seconds answer_age_max{1};

}  // namespace

std::uint64_t disk_space::free_bytes() const {
  const auto now = clock::now();
  const clock::time_point asked{clock::duration{asked_.load(std::memory_order_acquire)}};
  const bool first = asked == clock::time_point::min();
  if (!first && now - asked < answer_age_max) return free_.load(std::memory_order_relaxed);
  std::unique_lock lock(asking_, std::defer_lock);
  if (first) {
    lock.lock();
  } else if (!lock.try_lock()) {
    return free_.load(std::memory_order_relaxed);
  }
  std::error_code error;
  const auto space = std::filesystem::space(path_, error);
  free_.store(error ? 0 : space.available, std::memory_order_relaxed);
  asked_.store(now.time_since_epoch().count(), std::memory_order_release);
  return free_.load(std::memory_order_relaxed);
}

}  // namespace carnet::storage
