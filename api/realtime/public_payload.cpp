#include "api/realtime/public_payload.hpp"

#include "api/aidenid/identity_view.hpp"
#include "api/aidenid/mail_view.hpp"
#include "api/aidenid/time_text.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::realtime {
namespace {

using projections::identity_row;
using projections::mail_row;
using projections::placed_fact;
using projections::public_event;

// The status that the event itself brought about.
identity_status status_after(public_event type) {
  switch (type) {
    case public_event::identity_provisioned:
      return identity_status::provisioned;
    case public_event::identity_squashed:
      return identity_status::squashed;
    case public_event::identity_expired:
      return identity_status::expired;
    case public_event::identity_extended:
    case public_event::email_received:
    case public_event::extraction_completed:
      break;
  }
  return identity_status::active;
}

void write_identity(http::json_writer& json, const aidenid::call& c, const identity_row& owner,
                    const placed_fact& fact, std::uint64_t place) {
  const auto profile =
      aidenid::open_profile(c.app, c.caller.partition, owner.state, owner.provisioned_event);
  json.member("email", profile.address);
  json.member("status", to_name(status_after(fact.row.type)));
  json.member("expires_at", aidenid::to_iso(projections::expiry_at(c.rows, owner, place)));
  json.key("parent_identity_id");
  owner.state.parent.empty() ? json.null() : json.value(to_wire(owner.state.parent));
}

void write_mail(http::json_writer& json, const aidenid::call& c, const mail_row& mail) {
  const auto view = aidenid::open_mail(c, mail);
  json.member("from", view.summary.sender);
  json.member("subject", view.summary.subject);
  json.member("message_id", view.summary.message_id);
  json.member("received_at", aidenid::to_iso(mail.received_at));
}

void write_extraction(http::json_writer& json, const mail_row& mail) {
  json.key("extraction");
  json.begin_object();
  json.member("type", aidenid::extraction_type_name(mail.type));
  json.member("has_secret", true);
  json.member("redacted_value", "***");
  json.member("confidence", mail.confidence_permille / 1000.0);
  json.end_object();
}

}  // namespace

void write_public_members(http::json_writer& json, const aidenid::call& c, const placed_fact& fact,
                          std::uint64_t place) {
  const auto owner = projections::find_identity(c.rows, c.caller.project, fact.identity_at(place));
  check(owner.has_value(), "an identity named by the stream exists");
  json.member("id", to_wire(fact.id_at(place)));
  json.member("type", to_name(fact.row.type));
  json.member("timestamp", aidenid::to_iso(fact.row.at));
  json.key("data");
  json.begin_object();
  json.member("identity_id", to_wire(owner->state.id));
  if (fact.row.mail.empty()) {
    write_identity(json, c, *owner, fact, place);
  } else {
    const auto mail = projections::load_row<mail_row>(c.rows, storage::keys::mail(fact.row.mail));
    check(mail.has_value(), "a mail named by the stream exists");
    fact.row.type == public_event::email_received ? write_mail(json, c, *mail)
                                                  : write_extraction(json, *mail);
  }
  json.end_object();
}

}  // namespace carnet::realtime
