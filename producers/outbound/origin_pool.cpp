#include "producers/outbound/origin_pool.hpp"

namespace carnet::outbound {

std::unique_ptr<connection> origin_pool::take(const std::string& origin) {
  const auto found = idle_.find(origin);
  if (found == idle_.end()) return nullptr;
  auto one = std::move(found->second.back());
  found->second.pop_back();
  if (found->second.empty()) idle_.erase(found);
  --size_;
  return one;
}

void origin_pool::keep(const std::string& origin, std::unique_ptr<connection> one,
                       steady_time now) {
  if (size_ >= total_max) return;
  auto& of_origin = idle_[origin];
  if (of_origin.size() >= per_origin_max) return;
  one->idle_since = now;
  of_origin.push_back(std::move(one));
  ++size_;
}

void origin_pool::close_idle(steady_time now) {
  for (auto at = idle_.begin(); at != idle_.end();) {
    size_ -= std::erase_if(at->second,
                           [now](const auto& one) { return one->idle_since + idle_max < now; });
    at = at->second.empty() ? idle_.erase(at) : std::next(at);
  }
}

}  // namespace carnet::outbound
