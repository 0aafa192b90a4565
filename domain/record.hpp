// A record: what one committed command left on the log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/export/events.hpp"
#include "domain/identity/events.hpp"
#include "domain/ids.hpp"
#include "domain/sink/events.hpp"
#include "domain/tenancy/events.hpp"
#include "domain/time.hpp"
#include "domain/webhook/events.hpp"

namespace carnet {

// Every kind of fact. Where one is added: schemas/events.fbs, schemas/codec, projections/apply.
using event =
    std::variant<identities_provisioned, identity_activated, identity_extended, identities_outlived,
                 identities_squashed, identities_expired, mail_received, extraction_completed,
                 extraction_none, secret_read, content_shredded, deployment_created,
                 apply_version_raised, owner_claimed, organization_created, project_created,
                 project_plan_changed, api_key_created, api_key_revoked, admin_token_created,
                 admin_token_revoked, master_key_rotated, project_limits_changed,
                 descendants_revoked, webhook_registered, webhook_updated, webhook_secret_rotated,
                 webhook_deleted, webhook_disabled, deliveries_recorded, deliveries_requeued,
                 export_created, partitions_added, bulk_export_requested, bulk_export_completed,
                 sink_configured, sink_removed, sink_progressed>;

// What the caller was told, sealed with the partition's reply key of the day.
struct recorded_reply {
  std::uint16_t status = 0;
  std::string reply_key;  // subject of the key that seals the body
  std::string sealed_body;
  std::string request_hash;  // keyed hash of method, path and body: the same key with another
                             // request is refused
  bool operator==(const recorded_reply&) const = default;
};

struct record {
  std::string command_id;  // 16 bytes
  std::string seed;        // 16 bytes; event ids are derived from it and the event's place
  unix_us recorded_at = 0;
  project_id project;  // empty on control and for the partition's own records
  api_key_id actor;    // empty: not caused by a key
  std::vector<event> events;
  std::optional<recorded_reply> reply;
  bool operator==(const record&) const = default;
};

}  // namespace carnet
