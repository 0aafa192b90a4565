#include "api/realtime/frames.hpp"

#include "api/aidenid/call.hpp"
#include "api/aidenid/cursor.hpp"
#include "api/aidenid/event_place.hpp"
#include "api/aidenid/mail_view.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/exports/ocsf_streams.hpp"
#include "api/http/json_writer.hpp"
#include "producers/publication/public_event.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::realtime {
namespace {

using schemas::ocsf_stream;

constexpr std::string_view list_name(ocsf_stream stream) {
  return stream == ocsf_stream::access ? "realtime.access" : "realtime";
}

constexpr std::string_view reconnect_ms = "3000";

// A stream outlives its request; what is read on its behalf needs the caller only.
struct kept_call {
  http::request none;
  aidenid::call now;

  kept_call(const service& app, const projections::access& caller)
      : now{app, none, caller, app.core.state(caller.partition)} {}
};

void write_inbound(http::json_writer& json, const aidenid::call& c,
                   const projections::project_event_row& fact) {
  const auto mail =
      projections::load_row<projections::mail_row>(c.rows, storage::keys::mail(fact.mail));
  check(mail.has_value(), "a mail named by the stream exists");
  const auto view = aidenid::open_mail(c, *mail);
  json.member("eventId", to_wire(mail->id));
  json.member("identityId", to_wire(mail->owner));
  json.member("sender", view.summary.sender);
  json.member("subject", view.summary.subject);
  json.member("messageId", view.summary.message_id);
  json.member("receivedAt", aidenid::to_iso(mail->received_at));
}

void write_public(http::json_writer& json, const aidenid::call& c,
                  const projections::placed_fact& fact, std::uint64_t place) {
  const auto owner = projections::find_identity(c.rows, c.caller.project, fact.identity_at(place));
  check(owner.has_value(), "an identity named by the stream exists");
  producers::write_public_event(json, c.rows, c.app.core.content(), c.caller.partition,
                                {fact, place, *owner});
}

}  // namespace

std::string cursor_at(const service& app, const projections::access& caller, ocsf_stream stream,
                      std::uint64_t place) {
  return aidenid::make_cursor(kept_call(app, caller).now, list_name(stream), place);
}

std::optional<std::uint64_t> place_from(const service& app, const projections::access& caller,
                                        ocsf_stream stream, std::string_view text) {
  const kept_call c(app, caller);
  const auto id = aidenid::read_event_id(text);
  if (id && stream == ocsf_stream::events) {
    return projections::place_of_event(c.now.rows, caller.project, *id);
  }
  return aidenid::read_cursor(c.now, list_name(stream), text);
}

std::string opening_frame(const service& app, const projections::access& caller, ocsf_stream stream,
                          std::uint64_t place) {
  std::string out;
  out.append("retry: ").append(reconnect_ms);
  out.append("\nid: ").append(cursor_at(app, caller, stream, place)).append("\n\n");
  return out;
}

std::string render_frame(const service& app, const projections::access& caller,
                         const projections::placed_fact& fact, std::uint64_t place,
                         stream_kind kind) {
  const kept_call c(app, caller);
  const bool mail = kind == stream_kind::mail;
  std::string out;
  out.reserve(512);
  out.append("id: ").append(to_wire(fact.id_at(place)));
  out.append("\nevent: ").append(mail ? "inbound_event" : to_name(fact.row.type));
  out += "\ndata: ";
  http::json_writer json(out);
  json.begin_object();
  json.member("cursor", cursor_at(app, caller, ocsf_stream::events, place));
  mail ? write_inbound(json, c.now, fact.row) : write_public(json, c.now, fact, place);
  json.end_object();
  out += "\n\n";
  return out;
}

std::string render_ocsf_frame(const service& app, const projections::access& caller,
                              const projections::placed_fact& fact, std::uint64_t place,
                              const ocsf_form& form) {
  const auto from = exports::source_of(app, caller, form.stream);
  std::string out;
  out.reserve(1536);
  out.append("id: ").append(cursor_at(app, caller, form.stream, place));
  out.append("\nevent: ocsf\ndata: ");
  producers::append_ocsf_event(out, from, form.version, fact, place);
  out += "\n\n";
  return out;
}

}  // namespace carnet::realtime
