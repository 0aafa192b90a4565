// Organization, project and key in one request: what is missing is created, step by step.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "api/admin/control.hpp"

namespace carnet::admin {

struct wanted_key {
  std::string organization;
  std::string project;
  std::string plan;  // empty: starter for a new project, unchanged for an existing one
  std::uint32_t scopes = all_scopes;
  std::string api_version;                // pinned revision, empty: detected
  std::optional<partition_id> partition;  // of a new project; else the one with the fewest projects
  bool with_key = true;                   // false: stop once the project is there
};

struct made_key {
  organization_id organization;
  project_id project;
  api_key_id id;
  std::string token;  // shown once
};

using provisioning_done =
    std::move_only_function<void(std::optional<http::problem>, const made_key&)>;

void provision(const service& app, wanted_key wanted, provisioning_done done);

}  // namespace carnet::admin
