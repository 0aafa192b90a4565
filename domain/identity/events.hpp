// The facts about identities and their mail, as they lie on the log. Once released, a struct here
// only grows (schemas/events.fbs is its stored form). Content is sealed before it gets here; clear
// are ids, times, states, types, counts and sizes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/identity/policy.hpp"
#include "domain/identity/status.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace carnet {

// What differs between the identities of one creation.
struct provisioned_identity {
  identity_id id;
  std::string address_hash;             // keyed, 16 bytes
  std::string sealed_profile;           // address, label, tags, metadata
  std::vector<std::string> tag_hashes;  // keyed, 16 bytes each
  duration_s ttl_s = 0;
  unix_us expires_at = 0;
  bool operator==(const provisioned_identity&) const = default;
};

// One identity, a child, or up to 10,000 at once.
struct identities_provisioned {
  std::vector<provisioned_identity> items;
  identity_id parent;  // empty: no parent
  identity_id root;    // of the lineage; empty: each item is its own root
  std::uint8_t depth = 0;
  identity_policy policy;
  std::uint32_t event_budget = 0;  // 0: no budget
  bool operator==(const identities_provisioned&) const = default;
};

struct identity_activated {
  identity_id identity;
  bool operator==(const identity_activated&) const = default;
};

struct identity_extended {
  identity_id identity;
  unix_us expires_at = 0;
  bool operator==(const identity_extended&) const = default;
};

// The original TTL has passed and the identity lives on by extension.
struct identities_outlived {
  std::vector<identity_id> identities;
  bool operator==(const identities_outlived&) const = default;
};

struct identities_squashed {
  std::vector<identity_id> identities;
  squash_reason reason = squash_reason::request;
  bool operator==(const identities_squashed&) const = default;
};

// Everybody who lived below the identity was squashed, in the records before this one.
struct descendants_revoked {
  identity_id identity;
  std::uint32_t squashed = 0;
  bool operator==(const descendants_revoked&) const = default;
};

struct identities_expired {
  std::vector<identity_id> identities;
  bool operator==(const identities_expired&) const = default;
};

struct mail_received {
  identity_id identity;
  std::uint64_t size = 0;      // bytes of the message as it came
  std::string sealed_summary;  // sender, subject, message id, envelope sender
  std::string sealed_raw;      // the message, compressed
  bool operator==(const mail_received&) const = default;
};

struct extraction_completed {
  event_id mail;
  identity_id identity;
  std::uint8_t type = 0;     // one of extraction_types
  std::string sealed_value;  // value, alternatives, the subject with the value masked
  std::uint16_t confidence_permille = 0;
  std::string parser_version;
  std::string model_name;
  bool operator==(const extraction_completed&) const = default;
};

// The message holds nothing to report; it is released to readers all the same.
struct extraction_none {
  event_id mail;
  identity_id identity;
  std::string parser_version;
  bool operator==(const extraction_none&) const = default;
};

enum class secret_part : std::uint8_t { value = 1, raw = 2 };

// Somebody read what is redacted everywhere else.
struct secret_read {
  event_id mail;
  identity_id identity;
  secret_part part = secret_part::value;
  bool operator==(const secret_read&) const = default;
};

// The identity's data key is deleted with this record: its content can not be read again anywhere.
struct content_shredded {
  identity_id identity;
  bool operator==(const content_shredded&) const = default;
};

}  // namespace carnet
