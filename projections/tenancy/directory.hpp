// Who may do what: API keys and admin tokens by their hash, with project, plan and partition, over
// the rows of the control partition. Cached, since every request asks; any change on control
// empties the cache.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "domain/tenancy/plan.hpp"
#include "domain/tenancy/scope.hpp"
#include "projections/tenancy/rows.hpp"
#include "storage/kv/rows.hpp"
#include "storage/log/position.hpp"

namespace carnet::projections {

// What a valid API key stands for.
struct access {
  api_key_id key;
  project_id project;
  organization_id organization;
  std::uint32_t scopes = 0;
  std::string api_version;
  partition_id partition = 0;
  std::shared_ptr<const plan> limits;
};

class tenancy_directory {
 public:
  explicit tenancy_directory(const storage::row_reader& control) : control_(control) {}

  // The access of an API key, by the SHA-256 of the key; null when it is unknown or revoked. Thread
  // safe.
  std::shared_ptr<const access> find_key(std::string_view sha256) const;

  bool admin_token_valid(std::string_view sha256) const;

  std::optional<project_row> find_project(const project_id& id) const;

  // The limits set for a project in place of its plan's.
  std::vector<limit_amount> limits_set_for(const project_id& id) const;

  // What a project may use: its plan and what is set in its place, for work that no key asks for;
  // null when the project is unknown.
  std::shared_ptr<const plan> limits_of(const project_id& id) const;

  // Something on control has changed.
  void invalidate();

 private:
  std::shared_ptr<const access> read_key(std::string_view sha256) const;
  std::shared_ptr<const plan> limits_of(const project_row& project) const;

  static constexpr std::size_t cached_max = 100'000;

  const storage::row_reader& control_;
  mutable std::shared_mutex mutex_;  // guards the cache and its generation
  mutable std::unordered_map<std::string, std::shared_ptr<const access>> cache_;
  mutable std::uint64_t generation_ = 0;
};

}  // namespace carnet::projections
