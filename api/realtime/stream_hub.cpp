#include "api/realtime/stream_hub.hpp"

namespace carnet::realtime {

void stream_hub::join(const project_id& project, std::shared_ptr<http::stream_wake> stream) {
  const std::lock_guard lock(mutex_);
  by_project_[project.text].insert(std::move(stream));
  ++size_;
}

void stream_hub::leave(const project_id& project,
                       const std::shared_ptr<http::stream_wake>& stream) {
  const std::lock_guard lock(mutex_);
  const auto found = by_project_.find(project.text);
  if (found == by_project_.end() || found->second.erase(stream) == 0) return;
  --size_;
  if (found->second.empty()) by_project_.erase(found);
}

void stream_hub::notify(std::span<const projections::notice> changes) {
  for (const auto& change : changes) {
    if (change.kind == projections::notice_kind::stream_grew) wake(change.project);
    if (change.kind == projections::notice_kind::content_shredded) frames.clear();
  }
}

void stream_hub::wake(const project_id& project) {
  const std::lock_guard lock(mutex_);
  const auto found = by_project_.find(project.text);
  if (found == by_project_.end()) return;
  for (const auto& stream : found->second) stream->wake();
}

std::size_t stream_hub::size() const {
  const std::lock_guard lock(mutex_);
  return size_;
}

}  // namespace carnet::realtime
