#include "domain/tenancy/decide.hpp"

namespace carnet {
namespace {

template <class Fact>
decision one(const Fact& fact) {
  std::vector<event> events;
  events.emplace_back(fact);
  return events;
}

// Something with a unique name or key, inside something that must exist.
template <class Fact>
decision create(const tenancy_state& state, const Fact& fact, const char* owner) {
  if (!state.owner_exists)
    return reject(rejection_code::not_found, std::string("no such ") + owner);
  if (state.exists) return reject(rejection_code::conflict, "it exists already");
  return one(fact);
}

template <class Fact>
decision end(const tenancy_state& state, const Fact& fact, const char* what) {
  if (!state.exists) return reject(rejection_code::not_found, std::string("no such ") + what);
  if (state.ended) return std::vector<event>{};
  return one(fact);
}

}  // namespace

decision decide(const tenancy_state& state, const create_organization& command) {
  return create(state, command.facts, "deployment");
}

decision decide(const tenancy_state& state, const create_project& command) {
  return create(state, command.facts, "organization");
}

decision decide(const tenancy_state& state, const change_plan& command) {
  return end(state, project_plan_changed{command.project, command.plan}, "project");
}

decision decide(const project_limits_state& state, const change_limits& command) {
  if (!state.exists) return reject(rejection_code::not_found, "no such project");
  auto limits = with_wishes(state.set, command.wishes);
  if (limits == state.set) return std::vector<event>{};
  return one(project_limits_changed{command.project, std::move(limits)});
}

decision decide(const tenancy_state& state, const create_api_key& command) {
  return create(state, command.facts, "project");
}

decision decide(const tenancy_state& state, const revoke_api_key& command) {
  return end(state, api_key_revoked{command.id}, "API key");
}

decision decide(const tenancy_state& state, const create_admin_token& command) {
  return create(state, command.facts, "deployment");
}

decision decide(const tenancy_state& state, const revoke_admin_token& command) {
  return end(state, admin_token_revoked{command.id}, "admin token");
}

decision decide(const tenancy_state& state, const rotate_master_key& command) {
  return end(state, master_key_rotated{command.fingerprint}, "deployment");
}

decision decide(const partitions_recorded& state, const add_partitions& command) {
  if (!state.founded) return reject(rejection_code::not_found, "no such deployment");
  if (command.events <= state.events) return std::vector<event>{};
  return one(partitions_added{command.events});
}

decision decide(const partition_state& state, const claim_partition& command) {
  std::vector<event> events;
  if (command.deployment && !state.founded) events.emplace_back(*command.deployment);
  if (state.version_in_force < command.apply_version) {
    events.emplace_back(apply_version_raised{command.apply_version});
  }
  events.emplace_back(command.owner);
  return events;
}

}  // namespace carnet
