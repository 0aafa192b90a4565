#include "api/waits/position_waits.hpp"

#include <algorithm>
#include <vector>

namespace carnet {

void position_waits::add(position at, http::exchange parked) {
  const std::lock_guard lock(mutex_);
  if (waits_.size() >= sweep_at_) forget_abandoned();
  waits_.emplace(at, std::move(parked));
  size_.store(waits_.size());
}

void position_waits::reached(position at) {
  if (!any()) return;
  std::vector<http::exchange> ready;
  {
    const std::lock_guard lock(mutex_);
    const auto from = waits_.lower_bound({at.partition, 0});
    const auto to = waits_.upper_bound(at);
    for (auto one = from; one != to; ++one) ready.push_back(std::move(one->second));
    waits_.erase(from, to);
    size_.store(waits_.size());
  }
  for (auto& one : ready) one.repeat();
}

std::size_t position_waits::count() {
  const std::lock_guard lock(mutex_);
  forget_abandoned();
  return waits_.size();
}

// mutex_ is held. Waits that ended by their limit stay listed until their position comes or until
// here.
void position_waits::forget_abandoned() {
  std::erase_if(waits_, [](const auto& one) { return one.second.abandoned(); });
  sweep_at_ = std::max<std::size_t>(1024, waits_.size() * 2);
  size_.store(waits_.size());
}

}  // namespace carnet
