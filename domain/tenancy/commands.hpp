// Wishes about organizations, projects, keys and tokens, on the control partition.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/tenancy/events.hpp"

namespace carnet {

struct create_organization {
  organization_created facts;
};

struct create_project {
  project_created facts;
};

struct change_plan {
  project_id project;
  std::string plan;
};

struct change_limits {
  project_id project;
  std::vector<limit_wish> wishes;
};

struct create_api_key {
  api_key_created facts;
};

struct revoke_api_key {
  api_key_id id;
};

struct create_admin_token {
  admin_token_created facts;
};

struct revoke_admin_token {
  admin_token_id id;
};

struct rotate_master_key {
  std::string fingerprint;
};

// The log has so many partitions of events by now.
struct add_partitions {
  std::uint32_t events = 0;
};

// The partition's own record: who writes it, and which behaviour is in force from here on. The very
// first one on control founds the deployment.
struct claim_partition {
  owner_claimed owner;
  std::uint32_t apply_version = 0;
  std::optional<deployment_created> deployment;
};

}  // namespace carnet
