#include "processors/ocsf/topic_backlog.hpp"

#include <algorithm>
#include <utility>

namespace carnet::processors {

void topic_backlog::begin(std::map<std::string, std::uint64_t> told) {
  told_ = std::move(told);
  waiting_.clear();
}

void topic_backlog::grew(const project_id& project, unix_us since) {
  const auto [at, fresh] = waiting_.emplace(project, since);
  if (!fresh) at->second = std::min(at->second, since);
}

std::uint64_t topic_backlog::told(const project_id& project) const {
  const auto found = told_.find(to_wire(project));
  return found == told_.end() ? 0 : found->second;
}

std::optional<unix_us> topic_backlog::oldest() const {
  std::optional<unix_us> at;
  for (const auto& [project, since] : waiting_) at = std::min(at.value_or(since), since);
  return at;
}

std::vector<project_id> topic_backlog::turns() const {
  std::vector<project_id> order;
  order.reserve(waiting_.size());
  const auto next = waiting_.upper_bound(last_);
  for (auto at = next; at != waiting_.end(); ++at) order.push_back(at->first);
  for (auto at = waiting_.begin(); at != next; ++at) order.push_back(at->first);
  return order;
}

void topic_backlog::committed(const project_id& project, std::uint64_t place, unix_us at,
                              bool all) {
  told_.insert_or_assign(to_wire(project), place);
  last_ = project;
  const auto found = waiting_.find(project);
  if (found == waiting_.end()) return;
  if (all) {
    waiting_.erase(found);
  } else {
    found->second = at;
  }
}

}  // namespace carnet::processors
