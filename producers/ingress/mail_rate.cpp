#include "producers/ingress/mail_rate.hpp"

namespace carnet::producers {
namespace {

constexpr std::int64_t seconds_per_minute = 60;

}  // namespace

bool mail_rate::admit(const project_id& project, std::uint32_t per_minute, std::int64_t unix_s) {
  const std::int64_t minute = unix_s / seconds_per_minute;
  const std::lock_guard lock(mutex_);
  if (windows_.size() >= projects_max) {
    std::erase_if(windows_, [minute](const auto& one) { return one.second.minute + 1 < minute; });
  }
  window& now = windows_[project.text];
  if (now.minute != minute) {
    now.count_before = now.minute + 1 == minute ? now.count : 0;
    now.count = 0;
    now.minute = minute;
  }
  const std::int64_t left = seconds_per_minute - unix_s % seconds_per_minute;
  const auto sliding =
      now.count + now.count_before * static_cast<std::uint64_t>(left) / seconds_per_minute;
  if (sliding >= per_minute) return false;
  ++now.count;
  return true;
}

}  // namespace carnet::producers
