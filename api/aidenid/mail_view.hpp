// A mail and its extraction as the API shows them: subject masked, secret redacted, for every key.
#pragma once

#include <string>

#include "api/aidenid/call.hpp"
#include "api/http/json_writer.hpp"
#include "producers/content/content.hpp"

namespace carnet::aidenid {

struct mail_view {
  const projections::mail_row& row;
  producers::mail_summary summary;  // subject already masked; empty when the content is shredded
};

// Opens what a list shows of a mail.
mail_view open_mail(const call& c, const projections::mail_row& row);

// "otp" or "link".
std::string_view extraction_type_name(std::uint8_t type);

// id, sender, subject, messageId, storageKey, receivedAt: the members of FR's event, without
// braces.
void write_mail_members(http::json_writer& json, const mail_view& mail);

// "blob://evt_…".
std::string storage_key_of(const projections::mail_row& row);

// The address the mail was sent to; empty once it is shredded.
std::string address_of(const call& c, const projections::mail_row& row);

// An item of the project's recent mail.
void write_recent_mail(http::json_writer& json, const call& c, const projections::mail_row& row,
                       bool with_extraction);

// The extraction object, or null. `with_event` adds eventId in front.
void write_extraction(http::json_writer& json, const projections::mail_row& row, bool with_event);

// The same in revision 2026-04-04.
void write_extraction_older(http::json_writer& json, const projections::mail_row& row);

// A public event of an identity in revision 2026-04-04.
void write_event_older(http::json_writer& json, const call& c,
                       const projections::identity_row& owner,
                       const projections::identity_event_row& entry);

}  // namespace carnet::aidenid
