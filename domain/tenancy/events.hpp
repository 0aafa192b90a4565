// The facts on the control partition: who may use this deployment, and how much.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/tenancy/limits.hpp"
#include "domain/time.hpp"

namespace carnet {

// The first record of control. Another master key than the one it names refuses to start.
struct deployment_created {
  std::string master_key_fingerprint;
  bool operator==(const deployment_created&) const = default;
};

// Data keys are wrapped by another master key from here on.
struct master_key_rotated {
  std::string fingerprint;
  bool operator==(const master_key_rotated&) const = default;
};

// From this position on, `apply` behaves as version `version`.
struct apply_version_raised {
  std::uint32_t version = 0;
  bool operator==(const apply_version_raised&) const = default;
};

// There are so many partitions of events from here on; new projects may lie on any of them.
struct partitions_added {
  std::uint32_t events = 0;
  bool operator==(const partitions_added&) const = default;
};

struct owner_claimed {
  std::string node;
  std::uint64_t epoch = 0;
  std::string url;  // where other nodes reach it; empty: they do not
  bool operator==(const owner_claimed&) const = default;
};

struct organization_created {
  organization_id id;
  std::string name_hash;  // keyed; names are unique
  std::string sealed_name;
  bool operator==(const organization_created&) const = default;
};

struct project_created {
  project_id id;
  organization_id organization;
  std::string name_hash;
  std::string sealed_name;
  std::uint32_t partition = 0;
  std::string plan;
  bool operator==(const project_created&) const = default;
};

struct project_plan_changed {
  project_id project;
  std::string plan;
  bool operator==(const project_plan_changed&) const = default;
};

// All limits that hold for the project in place of its plan's; none: the plan's hold.
struct project_limits_changed {
  project_id project;
  std::vector<limit_amount> limits;
  bool operator==(const project_limits_changed&) const = default;
};

struct api_key_created {
  api_key_id id;
  project_id project;
  organization_id organization;
  std::string key_sha256;  // 32 bytes; the key itself is shown once and kept nowhere
  std::uint32_t scopes = 0;
  std::string api_version;  // pinned revision, empty: detected
  bool operator==(const api_key_created&) const = default;
};

struct api_key_revoked {
  api_key_id id;
  bool operator==(const api_key_revoked&) const = default;
};

struct admin_token_created {
  admin_token_id id;
  std::string token_sha256;
  bool operator==(const admin_token_created&) const = default;
};

struct admin_token_revoked {
  admin_token_id id;
  bool operator==(const admin_token_revoked&) const = default;
};

}  // namespace carnet
