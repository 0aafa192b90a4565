// The newest mail, extraction or event of an identity; with `wait` the answer comes when there is
// one.
#include "api/aidenid/event_place.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/mail_view.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/http/query_reader.hpp"
#include "api/waits/parking.hpp"
#include "api/waits/wait_list.hpp"

namespace carnet::aidenid {
namespace {

using projections::identity_row;
using projections::mail_row;

constexpr std::int64_t wait_s_max = 60;

// What counts as new: what came after this time, or later in the project's stream than this place.
struct newer_than {
  unix_us at = 0;
  std::uint64_t place = 0;
};

// What a waiting read needs of its request once the request itself is gone.
struct watch {
  const service& app;
  project_id project;
  partition_id partition;
  std::shared_ptr<const void> principal;
  identity_id identity;
  newer_than after;
};

// Looks for the answer; nothing while there is none. `identity_row` is fresh for each look.
using finder = std::optional<http::response> (*)(const call&, const identity_row&,
                                                 const newer_than&);

http::problem nothing_yet() {
  return {
      .code = http::error_code::not_found, .message = "There is nothing yet.", .retryable = true};
}

std::optional<newer_than> read_after(const call& c, const identity_row& owner,
                                     http::query_reader& query) {
  const auto text = query.text("after", 64);
  if (!text) return newer_than{};
  if (const auto at = from_iso(*text)) return newer_than{.at = *at};
  const auto id = read_event_id(*text);
  const auto place = id ? place_of(c, owner.state.id, *id) : std::nullopt;
  if (!place) {
    query.fail("after", "It must be a time or the id of an event of this identity.");
    return std::nullopt;
  }
  return newer_than{.place = *place};
}

bool is_newer(const call& c, const identity_id& owner, const event_id& id, unix_us at,
              const newer_than& after) {
  if (at <= after.at) return false;
  return after.place == 0 || place_of(c, owner, id).value_or(0) > after.place;
}

bool is_newer(const call& c, const mail_row& mail, const newer_than& after) {
  return is_newer(c, mail.owner, mail.id, mail.received_at, after);
}

std::optional<http::response> find_latest_extraction(const call& c, const identity_row& owner,
                                                     const newer_than& after) {
  if (owner.latest_extraction.empty()) return std::nullopt;
  const auto mail = projections::find_mail(c.rows, owner.state.id, owner.latest_extraction);
  if (!mail || !is_newer(c, *mail, after)) return std::nullopt;
  http::response out;
  http::json_writer json(out.body);
  c.older() ? write_extraction_older(json, *mail) : write_extraction(json, *mail, true);
  return out;
}

std::optional<http::response> find_latest_mail(const call& c, const identity_row& owner,
                                               const newer_than& after) {
  const auto mails = projections::mails_before(c.rows, owner.state.id, UINT32_MAX, 1);
  if (mails.empty() || !is_newer(c, mails.front(), after)) return std::nullopt;
  const mail_view mail = open_mail(c, mails.front());
  http::response out;
  http::json_writer json(out.body);
  json.begin_object();
  json.member("eventId", to_wire(mail.row.id));
  json.member("sender", mail.summary.sender);
  json.member("subject", mail.summary.subject);
  json.member("receivedAt", to_iso(mail.row.received_at));
  json.key("extraction");
  write_extraction(json, mail.row, true);
  json.end_object();
  return out;
}

std::optional<http::response> find_latest_event(const call& c, const identity_row& owner,
                                                const newer_than& after) {
  const auto events = projections::identity_events(c.rows, owner, 0, 1);
  if (events.empty()) return std::nullopt;
  const auto& newest = events.front();
  if (!is_newer(c, owner.state.id, newest.id, newest.at, after)) return std::nullopt;
  http::response out;
  http::json_writer json(out.body);
  write_event_older(json, c, owner, newest);
  return out;
}

// One more look, from a writer's thread: the request is gone, its principal is kept.
bool look_again(const watch& w, finder find, revision r, http::exchange& reply) {
  if (reply.abandoned()) return true;
  http::request kept;
  kept.principal = w.principal;
  const call c{w.app, kept, caller_of(kept), w.app.core.state(w.partition), r};
  const auto owner = projections::find_identity(c.rows, w.project, w.identity);
  if (!owner) return true;
  if (auto found = find(c, *owner, w.after)) {
    reply.send(std::move(*found));
    return true;
  }
  if (is_live(status_at(owner->state, c.now()))) return false;
  reply.send(nothing_yet());
  return true;
}

void wait_for(const call& c, const identity_row& owner, newer_than after, std::int64_t wait_s,
              finder find, http::exchange reply) {
  auto place = find_parking(c.app, c.caller);
  if (!place) return reply.send(too_many_waits());
  reply.park(std::move(*place), std::chrono::seconds(wait_s), nothing_yet());
  watch w{c.app, c.caller.project, c.caller.partition, c.in.principal, owner.state.id, after};
  c.app.waits.add(owner.state.id,
                  [w = std::move(w), find, r = c.speaks, reply = std::move(reply)]() mutable {
                    return look_again(w, find, r, reply);
                  });
}

void answer_latest(const service& app, http::request& in, http::exchange reply, hint seen,
                   finder find) {
  const auto c = open_call(app, in, reply, seen);
  if (!c) return;
  const auto owner = c->path_identity();
  if (!owner) return reply.send(no_identity());
  http::query_reader query(in);
  const auto wait_s = query.integer("wait", 0, wait_s_max).value_or(0);
  const auto after = read_after(*c, *owner, query);
  if (auto bad = query.finish()) return reply.send(std::move(*bad));
  if (auto found = find(*c, *owner, *after)) return reply.send(std::move(*found));
  if (wait_s == 0 || !is_live(status_at(owner->state, c->now()))) return reply.send(nothing_yet());
  wait_for(*c, *owner, *after, wait_s, find, std::move(reply));
}

}  // namespace

void latest_mail(const service& app, http::request& in, http::exchange reply) {
  answer_latest(app, in, std::move(reply), hint::none, find_latest_mail);
}

void latest_extraction(const service& app, http::request& in, http::exchange reply) {
  answer_latest(app, in, std::move(reply), hint::none, find_latest_extraction);
}

void latest_event_older(const service& app, http::request& in, http::exchange reply) {
  answer_latest(app, in, std::move(reply), hint::older, find_latest_event);
}

void latest_extraction_older(const service& app, http::request& in, http::exchange reply) {
  answer_latest(app, in, std::move(reply), hint::older, find_latest_extraction);
}

}  // namespace carnet::aidenid
