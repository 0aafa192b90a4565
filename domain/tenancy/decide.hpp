// Deciders of the control partition.
#pragma once

#include "domain/identity/decide.hpp"
#include "domain/tenancy/commands.hpp"

namespace carnet {

// What the loader found: whether the thing to be made exists, and whether what it belongs to does.
struct tenancy_state {
  bool exists = false;
  bool owner_exists = true;
  bool ended = false;  // revoked
};

decision decide(const tenancy_state& state, const create_organization& command);
decision decide(const tenancy_state& state, const create_project& command);
decision decide(const tenancy_state& state, const change_plan& command);
decision decide(const tenancy_state& state, const create_api_key& command);
decision decide(const tenancy_state& state, const revoke_api_key& command);
decision decide(const tenancy_state& state, const create_admin_token& command);
decision decide(const tenancy_state& state, const revoke_admin_token& command);

decision decide(const tenancy_state& state, const rotate_master_key& command);

// The partitions of events that are recorded; 0 while none were added.
struct partitions_recorded {
  bool founded = false;
  std::uint32_t events = 0;
};
decision decide(const partitions_recorded& state, const add_partitions& command);

// The limits set so far, if the project exists.
struct project_limits_state {
  bool exists = false;
  std::vector<limit_amount> set;
};
decision decide(const project_limits_state& state, const change_limits& command);

// `version_in_force` is raised when it is lower.
struct partition_state {
  std::uint32_t version_in_force = 0;
  bool founded = false;
};
decision decide(const partition_state& state, const claim_partition& command);

}  // namespace carnet
