// What is known of one identity, as a fold over its events; value-initialised is "does not exist".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/identity/events.hpp"

namespace carnet {

struct identity {
  identity_id id;
  project_id project;
  identity_id parent;
  identity_id root;
  std::uint8_t depth = 0;
  identity_status status = identity_status::provisioned;
  duration_s ttl_s = 0;  // as created
  unix_us created_at = 0;
  unix_us updated_at = 0;
  unix_us expires_at = 0;
  unix_us terminal_at = 0;  // 0: live
  identity_policy policy;
  std::uint32_t event_budget = 0;
  std::uint32_t mail_count = 0;  // accepted, released to readers or not
  std::uint32_t child_count = 0;
  bool shredded = false;
  std::string address_hash;
  std::string sealed_profile;
  std::vector<std::string> tag_hashes;

  unix_us original_expiry() const { return after(created_at, ttl_s); }
  bool operator==(const identity&) const = default;
};

// The identity that item `index` of a creation brings about.
identity provisioned(const identities_provisioned& e, std::size_t index, project_id project,
                     unix_us now);

// State after an event about this identity. Total: an event that is on the log has happened.
void evolve(identity& state, const identity_activated& e, unix_us now);
void evolve(identity& state, const identity_extended& e, unix_us now);
void evolve(identity& state, const identities_outlived& e, unix_us now);
void evolve(identity& state, const identities_squashed& e, unix_us now);
void evolve(identity& state, const identities_expired& e, unix_us now);
void evolve(identity& state, const mail_received& e, unix_us now);
void evolve(identity& state, const content_shredded& e, unix_us now);

// The status a reader sees: an identity past its deadline reads expired before its expiry event is
// logged.
identity_status status_at(const identity& state, unix_us now);

}  // namespace carnet
