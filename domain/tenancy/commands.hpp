// Wishes about organizations, projects, keys and tokens, on the control partition.
#pragma once

#include <cstdint>
#include <string>

#include "domain/ids.hpp"
#include "domain/tenancy/events.hpp"

namespace carnet {

struct create_deployment {
  deployment_created facts;
};

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

// The partition's own records: who writes it, and which behaviour is in force from here on.
struct claim_partition {
  owner_claimed owner;
  std::uint32_t apply_version = 0;
};

}  // namespace carnet
