#include "producers/ingress/mail_rate.hpp"

namespace carnet::producers {
namespace {

constexpr std::int64_t seconds_per_minute = 60;

}  // namespace

std::uint64_t mail_rate::window::sliding(std::int64_t unix_s) const {
  const std::int64_t left = seconds_per_minute - unix_s % seconds_per_minute;
  return count + count_before * static_cast<std::uint64_t>(left) / seconds_per_minute;
}

mail_rate::window& mail_rate::slide(const project_id& project, std::int64_t unix_s) {
  const std::int64_t minute = unix_s / seconds_per_minute;
  if (windows_.size() >= projects_max) {
    std::erase_if(windows_, [minute](const auto& one) { return one.second.minute + 1 < minute; });
  }
  window& now = windows_[project.text];
  if (now.minute != minute) {
    now.count_before = now.minute + 1 == minute ? now.count : 0;
    now.count = 0;
    now.minute = minute;
  }
  return now;
}

bool mail_rate::admit(const project_id& project, std::uint32_t per_minute, std::int64_t unix_s) {
  const std::lock_guard lock(mutex_);
  window& now = slide(project, unix_s);
  if (now.sliding(unix_s) >= per_minute) return false;
  ++now.count;
  return true;
}

bool mail_rate::has_room(const project_id& project, std::uint32_t per_minute, std::int64_t unix_s) {
  const std::lock_guard lock(mutex_);
  return slide(project, unix_s).sliding(unix_s) < per_minute;
}

}  // namespace carnet::producers
