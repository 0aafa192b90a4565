#include "api/realtime/frame_cache.hpp"

namespace carnet::realtime {

std::size_t frame_cache::place_of(const frame_key& key) {
  const auto project = std::hash<std::string>{}(key.project.text);
  // Neighbouring places lie in neighbouring slots, so a burst does not drive itself out.
  return (project + key.place * 4 + static_cast<std::size_t>(key.kind) + key.form) % frames_max;
}

frame_cache::frame frame_cache::find(const frame_key& key, std::uint64_t& seen) const {
  const std::lock_guard lock(mutex_);
  seen = cleared_;
  const slot& at = slots_[place_of(key)];
  return at.key == key ? at.kept : nullptr;
}

void frame_cache::put(const frame_key& key, frame rendered, std::uint64_t seen) {
  if (rendered->size() > frame_bytes_max) return;
  const std::lock_guard lock(mutex_);
  if (cleared_ == seen) slots_[place_of(key)] = {key, std::move(rendered)};
}

void frame_cache::clear() {
  const std::lock_guard lock(mutex_);
  slots_.fill({});
  ++cleared_;
}

}  // namespace carnet::realtime
