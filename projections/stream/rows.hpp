// Row values of the public event streams: of a project (dense sequence) and of one identity.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
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

// One fact in the project's stream. A fact about many identities takes as many places; its row lies
// at the last of them, so that a seek to any place finds the row that covers it.
struct project_event_row {
  public_event type = public_event::identity_provisioned;
  event_id id;
  unix_us at = 0;
  std::vector<identity_id> identities;
  event_id mail;           // for mail and extraction
  unix_us expires_at = 0;  // for identity.extended

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.type, r.id, r.at, r.identities, r.mail, r.expires_at);
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
