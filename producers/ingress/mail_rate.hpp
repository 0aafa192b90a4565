// Inbound messages per minute and project, against the plan's requests per minute: what a flood of
// mail may cost is bounded like what a flood of requests may. Thread safe; memory is bounded by
// projects_max.
#pragma once

#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "domain/ids.hpp"

namespace carnet::producers {

class mail_rate {
 public:
  static constexpr std::size_t projects_max = 65'536;

  // Counts a message; false, and not counted, when `per_minute` are reached in the sliding minute.
  bool admit(const project_id& project, std::uint32_t per_minute, std::int64_t unix_s);

  // Whether a message would be counted.
  bool has_room(const project_id& project, std::uint32_t per_minute, std::int64_t unix_s);

 private:
  // The last two minutes; the earlier one counts by the share of it that the sliding minute still
  // covers.
  struct window {
    std::int64_t minute = 0;
    std::uint32_t count = 0;
    std::uint32_t count_before = 0;

    // Messages of the sixty seconds before.
    std::uint64_t sliding(std::int64_t unix_s) const;
  };

  window& slide(const project_id& project, std::int64_t unix_s);

  std::mutex mutex_;  // guards windows_
  std::unordered_map<std::string, window> windows_;
};

}  // namespace carnet::producers
