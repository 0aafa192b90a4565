// Deliveries asked for by hand: one event again, all that failed, a test. The attempt is made
// first; what became of it is then recorded under the request's Idempotency-Key and answered.
#include "api/aidenid/event_place.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/aidenid/webhook_view.hpp"
#include "api/mutation/mutation.hpp"
#include "producers/publication/delivery_request.hpp"
#include "projections/event_ids.hpp"
#include "projections/webhook/queries.hpp"
#include "storage/crypto/random_bytes.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::aidenid {
namespace {

using producers::decided_view;
using producers::opened_webhook;
using producers::reply;
using projections::webhook_row;

constexpr std::size_t attempts_by_hand_max = 16;  // under way at once, of a project

std::string outcome_json(const opened_webhook& to, const delivery_attempt& attempt,
                         std::uint64_t count, unix_us now) {
  std::string text;
  http::json_writer json(text);
  json.begin_object();
  json.member("deliveryId", producers::delivery_id(to.id, attempt.event));
  json.member("status", attempt.delivered() ? "delivered" : "failed");
  json.member("attemptCount", count);
  json.member("lastAttemptAt", to_iso(now));
  write_error(json, "lastError", attempt.error, attempt.status);
  json.end_object();
  return text;
}

std::uint64_t attempts_so_far(const storage::row_reader& rows, const webhook_id& id,
                              std::uint64_t place) {
  const auto row = projections::find_delivery(rows, id, place);
  const std::uint64_t once = projections::find_delivered(rows, id, place) ? 1 : 0;
  return std::max<std::uint64_t>(1, (row ? row->attempts : 0u) + once);
}

// Makes the attempt; `record` turns its facts into the mutation that is answered.
using recorder = std::move_only_function<mutation(const opened_webhook&, delivery_attempt)>;

void attempt_now(const call& c, http::exchange out, opened_webhook to,
                 producers::signed_event event, recorder record) {
  auto place = c.app.attempts_by_hand.hold(c.caller.project.text, attempts_by_hand_max);
  if (!place) {
    return out.send(http::problem{.code = http::error_code::rate_limited,
                                  .message = "Too many deliveries by hand are under way.",
                                  .retry_after_s = 1});
  }
  const event_id id = event.id;
  auto request = producers::delivery_request(to, std::move(event), c.now());
  c.app.sender.send(std::move(request),
                    [&app = c.app, from = ticket_of(c.app, c.in), out = std::move(out),
                     to = std::move(to), id, record = std::move(record),
                     place = std::move(*place)](const outbound::outbound_answer& answer) mutable {
                      auto m = record(to, producers::attempt_of(to, id, answer));
                      submit_mutation(app, from, std::move(out), std::move(m));
                    });
}

// The endpoint, ready to be sent to; or the reply is answered.
std::optional<opened_webhook> open_path_webhook(const call& c, const webhook_row& row,
                                                http::exchange& out) {
  auto opened = producers::open_webhook(c.app.core.content(), c.caller.partition, row,
                                        c.app.allow_private_targets);
  if (!opened) {
    out.send(http::problem{http::error_code::conflict,
                           "The endpoint's URL may not be delivered to; change it."});
  }
  return opened;
}

// A repetition is answered from memory and sends nothing.
bool answer_again(const call& c, http::exchange& out) {
  if (!is_remembered(c.app, ticket_of(c.app, c.in))) return false;
  mutation m;
  m.wish = delete_webhook{};
  m.render = [](const decided_view&) { return reply{}; };
  submit_mutation(c.app, c.in, std::move(out), std::move(m));
  return true;
}

}  // namespace

void replay_webhook(const service& app, http::request& in, http::exchange out) {
  http::body_reader body(in);
  const auto c = open_call(app, in, out);
  if (!c) return;
  const std::string wanted = body.required_text("eventId", {.bytes_max = 64, .bytes_min = 1});
  if (auto bad = body.finish()) return out.send(std::move(*bad));
  if (answer_again(*c, out)) return;
  const auto row = path_webhook(*c);
  if (!row) return out.send(no_webhook());
  const auto id = read_event_id(wanted);
  const auto place =
      id ? projections::place_of_event(c->rows, c->caller.project, *id) : std::nullopt;
  const auto fact = place ? projections::fact_at(c->rows, c->caller.project, *place) : std::nullopt;
  if (!fact || !fact->row.is_public()) {
    return out.send(http::problem{http::error_code::not_found, "No such event."});
  }
  const auto owner =
      projections::find_identity(c->rows, c->caller.project, fact->identity_at(*place));
  auto to = open_path_webhook(*c, *row, out);
  if (!owner || !to) return;
  auto event = producers::event_to_deliver(c->rows, app.core.content(), c->caller.partition,
                                           {*fact, *place, *owner});
  attempt_now(*c, std::move(out), std::move(*to), std::move(event),
              [place = *place, identity = owner->state.id](const opened_webhook& over,
                                                           delivery_attempt attempt) {
                attempt.place = place;
                attempt.identity = identity;
                attempt.replay = true;
                mutation m;
                record_deliveries wish;
                wish.id = over.id;
                wish.attempts.push_back({attempt, 0, 0});
                m.wish = std::move(wish);
                m.render = [over, attempt](const decided_view& view) {
                  const auto count = attempts_so_far(view.rows, over.id, attempt.place);
                  return reply{200, outcome_json(over, attempt, count, view.now)};
                };
                return m;
              });
}

void test_webhook(const service& app, http::request& in, http::exchange out) {
  http::body_reader body(in);
  const auto c = open_call(app, in, out);
  if (!c) return;
  if (auto bad = body.finish()) return out.send(std::move(*bad));
  if (answer_again(*c, out)) return;
  const auto row = path_webhook(*c);
  if (!row) return out.send(no_webhook());
  auto to = open_path_webhook(*c, *row, out);
  if (!to) return;
  producers::signed_event event;
  event.id = projections::event_id_of(crypto::random_string(16), 0);
  http::json_writer json(event.body);
  json.begin_object();
  json.member("id", to_wire(event.id));
  json.member("type", "webhook.test");
  json.member("timestamp", to_iso(c->now()));
  json.key("data");
  json.begin_object();
  json.member("webhook_id", to_wire(row->id));
  json.end_object();
  json.end_object();
  attempt_now(*c, std::move(out), std::move(*to), std::move(event),
              [](const opened_webhook& over, const delivery_attempt& attempt) {
                mutation m;
                m.wish = record_webhook_test{over.id, {attempt, 0, 0}};
                m.render = [over, attempt](const decided_view& view) {
                  return reply{200, outcome_json(over, attempt, 1, view.now)};
                };
                return m;
              });
}

void replay_failed_of_webhook(const service& app, http::request& in, http::exchange out) {
  http::body_reader body(in);
  const auto c = open_call(app, in, out);
  if (!c) return;
  const auto text = body.required_text("since", {.bytes_max = 64, .bytes_min = 1});
  const auto since = from_iso(text);
  if (!since) body.fail("since", "It must be an ISO 8601 time.");
  if (auto bad = body.finish()) return out.send(std::move(*bad));
  const auto row = path_webhook(*c);
  if (!row) return out.send(no_webhook());
  mutation m;
  m.wish = replay_failed{row->id, *since};
  m.render = [id = row->id](const decided_view& view) {
    const std::size_t count =
        view.events.empty() ? 0 : std::get<deliveries_requeued>(view.events.front()).places.size();
    std::string answer;
    http::json_writer json(answer);
    json.begin_object();
    json.member("endpointId", to_wire(id));
    json.member("requeuedCount", count);
    json.member("hasMore", count == requeued_per_command_max);
    json.end_object();
    return reply{200, std::move(answer)};
  };
  submit_mutation(app, in, std::move(out), std::move(m));
}

}  // namespace carnet::aidenid
