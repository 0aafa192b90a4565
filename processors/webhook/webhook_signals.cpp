// What the writer says and the processor has not heard yet, gathered so that it is read once.
#include <algorithm>
#include <iterator>

#include "processors/webhook/webhook_processor.hpp"

namespace carnet::processors {

bool webhook_signals::note(std::span<const projections::notice> changes) {
  using enum projections::notice_kind;
  bool any = false;
  for (const auto& change : changes) {
    if (change.kind != stream_grew && change.kind != webhook_changed) continue;
    const std::lock_guard lock(mutex_);
    if (change.kind == webhook_changed) {
      any = news_.endpoints = true;
    } else if (std::ranges::binary_search(projects_, change.project)) {
      any = true;
      if (news_.grown.empty() || news_.grown.back() != change.project)
        news_.grown.push_back(change.project);
    }
  }
  return any;
}

webhook_signals::news webhook_signals::take() {
  const std::lock_guard lock(mutex_);
  news taken = std::move(news_);
  news_ = {.endpoints = false, .grown = {}};
  return taken;
}

void webhook_signals::listen_to(std::vector<project_id> projects) {
  std::ranges::sort(projects);
  const std::lock_guard lock(mutex_);
  projects_ = std::move(projects);
}

}  // namespace carnet::processors
