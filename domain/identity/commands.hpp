// Wishes about identities and their mail. Ids and sealed content come with the command; deciders
// draw nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/identity/events.hpp"
#include "domain/identity/state.hpp"
#include "domain/tenancy/plan.hpp"

namespace carnet {

inline constexpr std::uint8_t lineage_depth_max = 8;
inline constexpr std::uint32_t children_max = 1000;
inline constexpr std::size_t expiries_per_command_max = 256;
// About 10 ms of the writer; a request for more is carried out in several commands.
inline constexpr std::size_t squashes_per_command_max = 500;
inline constexpr std::size_t squashes_per_request_max = 10'000;
inline constexpr std::size_t revoke_looks_max = 2'000;  // identities one revoke_children looks at
inline constexpr std::size_t identities_per_command_max = 10'000;

struct provision_identities {
  struct item {
    identity_id id;
    std::string address_hash;
    std::string sealed_profile;
    std::vector<std::string> tag_hashes;
    duration_s ttl_s = 0;  // 0: the parent's
  };
  std::vector<item> items;
  bool bulk = false;
  identity_id parent;
  identity_policy policy;
  std::uint32_t event_budget = 0;
};

struct extend_identity {
  identity_id id;
  duration_s additional_s = 0;
};

struct squash_identity {
  identity_id id;
};

// Squashes all live descendants at once, if they are few.
struct revoke_children {
  identity_id parent;
};

// The end of a revocation in steps, which took `squashed` descendants.
struct finish_revocation {
  identity_id parent;
  std::uint32_t squashed = 0;
};

// The identities a query or a walk chose, at most squashes_per_command_max; those that have ended
// are passed over.
struct squash_chosen {
  std::vector<identity_id> ids;
  squash_reason reason = squash_reason::bulk;  // or parent_revoked
};

struct receive_mail {
  identity_id identity;
  std::uint64_t size = 0;
  std::string sealed_summary;
  std::string sealed_raw;
};

struct record_extraction {
  event_id mail;
  identity_id identity;
  std::uint8_t type = 0;  // 0: nothing found
  std::string sealed_value;
  std::uint16_t confidence_permille = 0;
  std::string parser_version;
  std::string model_name;
};

// Ends or ages the identities of one project whose deadlines have passed.
struct pass_deadlines {
  std::vector<identity_id> identities;  // at most expiries_per_command_max
};

struct read_secret {
  event_id mail;
  identity_id identity;
  secret_part part = secret_part::value;
};

struct shred_content {
  identity_id identity;
  duration_s retention_s = 0;  // terminal for at least this long
};

}  // namespace carnet
