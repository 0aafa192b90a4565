// Row values of the identity read model (storage/kv/keys.hpp names their keys).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "domain/identity/state.hpp"
#include "domain/ids.hpp"

namespace carnet::projections {

struct identity_row {
  identity state;
  std::uint64_t ordinal = 0;      // place in the project's list
  event_id provisioned_event;     // its identity.provisioned, not stored again under "rn"
  std::uint32_t event_count = 0;  // rows under "rn"
  std::uint32_t released_mails = 0;
  event_id latest_extraction;  // the mail it came from

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    auto& s = r.state;
    visit(s.id, s.project, s.parent, s.root, s.depth, s.status, s.ttl_s, s.created_at, s.updated_at,
          s.expires_at, s.terminal_at, s.policy.allow_webhooks, s.policy.extraction_types,
          s.policy.min_confidence_permille, s.event_budget, s.mail_count, s.child_count, s.shredded,
          s.address_hash, s.sealed_profile, s.tag_hashes, r.ordinal, r.provisioned_event,
          r.event_count, r.released_mails, r.latest_extraction);
  }
};

struct project_counters {
  std::uint64_t identities = 0;  // ever created; the next ordinal
  std::vector<std::uint64_t> by_status = std::vector<std::uint64_t>(identity_status_count, 0);
  std::uint64_t sequence = 0;  // last place used in the project's stream
  std::uint64_t released_mails = 0;

  std::uint64_t& with(identity_status status) {
    return by_status[static_cast<std::size_t>(status) - 1];
  }
  std::uint64_t with(identity_status status) const {
    return by_status[static_cast<std::size_t>(status) - 1];
  }
  std::uint64_t live() const {
    return with(identity_status::provisioned) + with(identity_status::active) +
           with(identity_status::extended);
  }

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.identities, r.by_status, r.sequence, r.released_mails);
  }
};

enum class extraction_state_kind : std::uint8_t { pending = 1, none = 2, completed = 3 };

struct mail_row {
  event_id id;
  identity_id owner;
  project_id project;
  unix_us received_at = 0;
  std::uint64_t size = 0;
  std::uint64_t record_sequence = 0;  // where its work row lies
  std::string sealed_summary;
  extraction_state_kind extraction = extraction_state_kind::pending;
  std::uint8_t type = 0;
  std::uint16_t confidence_permille = 0;
  unix_us extracted_at = 0;
  std::string sealed_value;
  std::string parser_version;
  std::string model_name;
  std::string extraction_id;  // id of the extraction.completed event
  std::uint32_t number = 0;   // place among the identity's released mails, from 1

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.id, r.owner, r.project, r.received_at, r.size, r.record_sequence, r.sealed_summary,
          r.extraction, r.type, r.confidence_permille, r.extracted_at, r.sealed_value,
          r.parser_version, r.model_name, r.extraction_id, r.number);
  }
};

}  // namespace carnet::projections
