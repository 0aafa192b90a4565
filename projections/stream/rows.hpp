// Row values of the public event streams: of a project (dense sequence) and of one identity.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace carnet::projections {

// The numbers lie in the state; never reuse one.
enum class public_event : std::uint8_t {
  identity_provisioned = 1,
  email_received = 2,
  extraction_completed = 3,
  identity_extended = 4,
  identity_squashed = 5,
  identity_expired = 6,
};

constexpr std::string_view to_name(public_event type) {
  switch (type) {
    case public_event::identity_provisioned:
      return "identity.provisioned";
    case public_event::email_received:
      return "email.received";
    case public_event::extraction_completed:
      return "extraction.completed";
    case public_event::identity_extended:
      return "identity.extended";
    case public_event::identity_squashed:
      return "identity.squashed";
    case public_event::identity_expired:
      return "identity.expired";
  }
  return "";
}

// What a place of a stream holds that is no public event: told in OCSF only.
inline constexpr public_event not_public{};

// One bit for each public event.
inline constexpr std::uint32_t all_public_events = 0b111'1110;

// One fact in the project's stream. A fact about many identities takes as many places; its row lies
// at the last of them, so that a seek to any place finds the row that covers it.
//
// What follows `expires_at` is there from behaviour version 2 on, and so are facts that are not
// public; one of these takes one place and names the identity it is about, or an empty id.
struct project_event_row {
  public_event type = public_event::identity_provisioned;
  event_id id;
  unix_us at = 0;
  std::vector<identity_id> identities;
  event_id mail;             // for mail and extraction
  unix_us expires_at = 0;    // for identity.extended
  std::uint64_t record = 0;  // sequence of its record; 0: of an older version, not known
  api_key_id actor;          // whose request caused it; empty: the server itself
  std::uint8_t event = 0;    // of a fact that is not public: its number in the union of events
  std::string subject;       // … the id of what it is about, in its wire form
  std::string detail;        // … and one more text about it, never sealed content
  std::vector<std::uint64_t> numbers;  // figures of the event, in an order of its own

  bool is_public() const { return type != not_public; }

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.type, r.id, r.at, r.identities, r.mail, r.expires_at);
    // Rows of older logs stay as they were, byte for byte.
    if constexpr (std::is_const_v<Row>) {
      if (r.record == 0) return;
    }
    visit(r.record, r.actor, r.event, r.subject, r.detail, r.numbers);
  }
};

struct identity_event_row {
  public_event type = public_event::identity_provisioned;
  event_id id;
  unix_us at = 0;
  event_id mail;
  unix_us expires_at = 0;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.type, r.id, r.at, r.mail, r.expires_at);
  }
};

}  // namespace carnet::projections
