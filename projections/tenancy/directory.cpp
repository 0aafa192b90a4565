#include "projections/tenancy/directory.hpp"

#include <mutex>

#include "projections/identity/queries.hpp"
#include "schemas/plans.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::projections {

namespace keys = storage::keys;

std::shared_ptr<const access> tenancy_directory::find_key(std::string_view sha256) const {
  std::uint64_t generation = 0;
  {
    const std::shared_lock lock(mutex_);
    const auto found = cache_.find(std::string(sha256));
    if (found != cache_.end()) return found->second;
    generation = generation_;
  }
  auto read = read_key(sha256);
  if (!read) return nullptr;
  const std::unique_lock lock(mutex_);
  // What was read before an invalidation may be stale and is not kept.
  if (generation == generation_ && cache_.size() < cached_max) cache_.emplace(sha256, read);
  return read;
}

std::shared_ptr<const access> tenancy_directory::read_key(std::string_view sha256) const {
  const auto key = load_row<api_key_row>(control_, keys::api_key(sha256));
  if (!key || key->revoked_at != 0) return nullptr;
  const auto project = find_project(key->project);
  if (!project) return nullptr;
  auto limits = limits_of(*project);
  if (!limits) return nullptr;
  return std::make_shared<const access>(access{key->id, key->project, key->organization,
                                               key->scopes, key->api_version, project->partition,
                                               std::move(limits)});
}

bool tenancy_directory::admin_token_valid(std::string_view sha256) const {
  const auto token = load_row<admin_token_row>(control_, keys::admin_token(sha256));
  return token && token->revoked_at == 0;
}

std::optional<project_row> tenancy_directory::find_project(const project_id& id) const {
  return load_row<project_row>(control_, keys::project(id));
}

std::shared_ptr<const plan> tenancy_directory::limits_of(const project_id& id) const {
  const auto project = find_project(id);
  return project ? limits_of(*project) : nullptr;
}

std::shared_ptr<const plan> tenancy_directory::limits_of(const project_row& project) const {
  auto figures = schemas::find_plan(project.plan);
  const auto set = limits_set_for(project.id);
  if (!figures || set.empty()) return figures;
  return std::make_shared<const plan>(with_limits(*figures, set));
}

std::vector<limit_amount> tenancy_directory::limits_set_for(const project_id& id) const {
  return load_row<project_limits_row>(control_, keys::project_limits(id))
      .value_or(project_limits_row{})
      .set();
}

void tenancy_directory::invalidate() {
  const std::unique_lock lock(mutex_);
  cache_.clear();
  ++generation_;
}

}  // namespace carnet::projections
