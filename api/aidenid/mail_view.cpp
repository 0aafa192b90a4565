#include "api/aidenid/mail_view.hpp"

#include "api/aidenid/identity_view.hpp"
#include "api/aidenid/time_text.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::aidenid {
namespace {

namespace field = producers::field;
using producers::sealed_content;
using projections::extraction_state_kind;
using projections::mail_row;
using projections::public_event;

constexpr std::string_view redacted = "***";

double confidence_of(const mail_row& row) { return row.confidence_permille / 1000.0; }

void write_text_or_null(http::json_writer& json, std::string_view name, const std::string& text) {
  json.key(name);
  text.empty() ? json.null() : json.value(text);
}

void write_mail_members_older(http::json_writer& json, const call& c,
                              const projections::identity_event_row& entry) {
  const auto row = projections::load_row<mail_row>(c.rows, storage::row_key("rm").id(entry.mail));
  if (!row) return;
  const mail_view mail = open_mail(c, *row);
  json.member("from", mail.summary.sender);
  json.member("subject", mail.summary.subject);
  json.member("message_id", mail.summary.message_id);
  json.member("received_at", to_iso(row->received_at));
}

void write_extraction_members_older(http::json_writer& json, const call& c,
                                    const projections::identity_event_row& entry) {
  const auto row = projections::load_row<mail_row>(c.rows, storage::row_key("rm").id(entry.mail));
  if (!row) return;
  json.member("type", extraction_type_name(row->type));
  json.member("has_secret", true);
  json.member("redacted_value", redacted);
  json.member("source_event_id", to_wire(row->id));
  json.member("confidence", confidence_of(*row));
}

}  // namespace

mail_view open_mail(const call& c, const mail_row& row) {
  mail_view view{row, {}};
  if (row.sealed_summary.empty()) return view;
  const auto key =
      c.app.core.content().find_key(c.caller.partition, producers::key_subject(row.owner));
  if (!key) return view;
  auto summary = sealed_content::open_row<producers::mail_summary>(
      *key, row.id.text, field::summary, row.sealed_summary);
  if (summary) view.summary = std::move(*summary);
  if (row.extraction == extraction_state_kind::completed) {
    const auto value = sealed_content::open_row<producers::extraction_value>(
        *key, row.id.text, field::value, row.sealed_value);
    view.summary.subject = value ? value->masked_subject : std::string(redacted);
  }
  return view;
}

std::string_view extraction_type_name(std::uint8_t type) {
  return type == extraction_types::link ? "link" : "otp";
}

std::string storage_key_of(const mail_row& row) { return "blob://" + to_wire(row.id); }

std::string address_of(const call& c, const mail_row& row) {
  const auto owner = projections::find_identity(c.rows, c.caller.project, row.owner);
  check(owner.has_value(), "a mail has an identity");
  return open_profile(c.app, c.caller.partition, owner->state, owner->provisioned_event).address;
}

void write_recent_mail(http::json_writer& json, const call& c, const mail_row& row,
                       bool with_extraction) {
  json.begin_object();
  json.member("id", to_wire(row.id));
  json.member("identityId", to_wire(row.owner));
  json.member("identityEmailAddress", address_of(c, row));
  write_mail_members(json, open_mail(c, row));
  if (with_extraction) {
    json.key("extraction");
    write_extraction(json, row, false);
  }
  json.end_object();
}

void write_mail_members(http::json_writer& json, const mail_view& mail) {
  json.member("sender", mail.summary.sender);
  json.member("subject", mail.summary.subject);
  json.member("messageId", mail.summary.message_id);
  json.member("storageKey", storage_key_of(mail.row));
  json.member("receivedAt", to_iso(mail.row.received_at));
}

void write_extraction(http::json_writer& json, const mail_row& row, bool with_event) {
  if (row.extraction != extraction_state_kind::completed) return json.null();
  json.begin_object();
  if (with_event) json.member("eventId", to_wire(row.id));
  json.member("type", extraction_type_name(row.type));
  json.member("has_secret", true);
  json.member("redacted_value", redacted);
  json.member_null("primaryActionUrl");
  json.member("confidence", confidence_of(row));
  json.member("parserVersion", row.parser_version);
  write_text_or_null(json, "modelName", row.model_name);
  json.member("createdAt", to_iso(row.extracted_at));
  json.end_object();
}

void write_extraction_older(http::json_writer& json, const mail_row& row) {
  json.begin_object();
  json.member("id", "ext_" + row.extraction_id);
  json.member("identity_id", to_wire(row.owner));
  json.member("type", extraction_type_name(row.type));
  json.member("has_secret", true);
  json.member("redacted_value", redacted);
  json.member("source_event_id", to_wire(row.id));
  json.member("extracted_at", to_iso(row.extracted_at));
  json.member("confidence", confidence_of(row));
  json.end_object();
}

void write_event_older(http::json_writer& json, const call& c,
                       const projections::identity_row& owner,
                       const projections::identity_event_row& entry) {
  json.begin_object();
  json.member("id", to_wire(entry.id));
  json.member("identity_id", to_wire(owner.state.id));
  json.member("type", to_name(entry.type));
  json.member("created_at", to_iso(entry.at));
  json.key("data");
  json.begin_object();
  switch (entry.type) {
    case public_event::identity_provisioned:
    case public_event::identity_extended:
      json.member("expires_at", to_iso(entry.expires_at));
      break;
    case public_event::email_received:
      write_mail_members_older(json, c, entry);
      break;
    case public_event::extraction_completed:
      write_extraction_members_older(json, c, entry);
      break;
    case public_event::identity_squashed:
    case public_event::identity_expired:
      break;
  }
  json.end_object();
  json.end_object();
}

}  // namespace carnet::aidenid
