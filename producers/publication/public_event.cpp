#include "producers/publication/public_event.hpp"

#include "domain/text/json_writer.hpp"
#include "domain/text/time_text.hpp"
#include "producers/publication/public_content.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::producers {
namespace {

using projections::identity_row;
using projections::mail_row;
using projections::public_event;
using text::json_writer;

constexpr std::string_view redacted = "***";

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
      return identity_status::active;
  }
  return identity_status::active;
}

void write_identity(json_writer& json, const public_event_view& event,
                    const std::optional<crypto::secret_key>& key, unix_us expires_at) {
  const identity& state = event.owner.state;
  json.member("email", public_address(event.owner, key));
  json.member("status", to_name(status_after(event.fact.row.type)));
  json.member("expires_at", text::to_iso(expires_at));
  json.key("parent_identity_id");
  state.parent.empty() ? json.null() : json.value(to_wire(state.parent));
}

void write_mail(json_writer& json, const mail_row& mail,
                const std::optional<crypto::secret_key>& key) {
  const mail_summary summary = public_summary(mail, key);
  json.member("from", summary.sender);
  json.member("subject", summary.subject);
  json.member("message_id", summary.message_id);
  json.member("received_at", text::to_iso(mail.received_at));
}

void write_extraction(json_writer& json, const mail_row& mail) {
  json.key("extraction");
  json.begin_object();
  json.member("type", mail.type == extraction_types::link ? "link" : "otp");
  json.member("has_secret", true);
  json.member("redacted_value", redacted);
  json.member("confidence", mail.confidence_permille / 1000.0);
  json.end_object();
}

}  // namespace

void write_public_event(json_writer& json, const storage::row_reader& rows,
                        const sealed_content& content, partition_id partition,
                        const public_event_view& event) {
  const auto& fact = event.fact.row;
  const auto key = key_of(content, partition, event.owner.state);
  json.member("id", to_wire(event.fact.id_at(event.place)));
  json.member("type", to_name(fact.type));
  json.member("timestamp", text::to_iso(fact.at));
  json.key("data");
  json.begin_object();
  json.member("identity_id", to_wire(event.owner.state.id));
  if (fact.mail.empty()) {
    write_identity(json, event, key, projections::expiry_at(rows, event.owner, event.place));
  } else {
    const auto mail = projections::load_row<mail_row>(rows, storage::keys::mail(fact.mail));
    check(mail.has_value(), "a mail named by the stream exists");
    fact.type == public_event::email_received ? write_mail(json, *mail, key)
                                              : write_extraction(json, *mail);
  }
  json.end_object();
}

std::string render_public_event(const storage::row_reader& rows, const sealed_content& content,
                                partition_id partition, const public_event_view& event) {
  std::string out;
  out.reserve(512);
  json_writer json(out);
  json.begin_object();
  write_public_event(json, rows, content, partition, event);
  json.end_object();
  return out;
}

}  // namespace carnet::producers
