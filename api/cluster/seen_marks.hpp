// Marks that were used: a recorded request between nodes is not taken a second time where that
// would do harm. Any thread.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "producers/peer/forwarded_mark.hpp"

namespace carnet::cluster {

class seen_marks {
 public:
  static constexpr std::size_t marks_max = 100'000;

  /// False for one that was given before, or when there are too many to remember.
  bool is_new(const std::string& once, std::int64_t unix_s) {
    const std::lock_guard lock(mutex_);
    if (seen_.size() >= marks_max) {
      std::erase_if(seen_, [unix_s](const auto& one) {
        return one.second + 2 * peers::mark_age_max_s < unix_s;
      });
    }
    return seen_.size() < marks_max && seen_.try_emplace(once, unix_s).second;
  }

 private:
  std::mutex mutex_;  // guards seen_
  std::unordered_map<std::string, std::int64_t> seen_;
};

}  // namespace carnet::cluster
