// What became of deliveries to an endpoint, attempt by attempt, newest event first.
#include "api/aidenid/cursor.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/aidenid/webhook_view.hpp"
#include "producers/publication/delivery_request.hpp"
#include "projections/stream/queries.hpp"
#include "projections/webhook/queries.hpp"

namespace carnet::aidenid {
namespace {

using projections::delivery_row;
using projections::delivery_state;
using projections::placed_delivery;

constexpr page_limits delivery_page{100, 50};

class delivery_writer {
 public:
  delivery_writer(http::json_writer& json, const call& c, const projections::webhook_row& endpoint)
      : json_(json),
        c_(c),
        endpoint_(endpoint),
        key_(c.app.core.content().find_key(c.caller.partition,
                                           producers::key_subject(endpoint.id))) {}

  void write(const placed_delivery& delivery) {
    const delivery_row& row = delivery.row;
    const auto fact = projections::fact_at(c_.rows, c_.caller.project, delivery.place);
    check(fact.has_value(), "a delivery's place lies in the stream");
    const event_id event = fact->id_at(delivery.place);
    const std::string id = producers::delivery_id(endpoint_.id, event);
    json_.begin_object();
    json_.member("deliveryId", id);
    json_.member("eventId", to_wire(event));
    json_.member("eventType", projections::to_name(fact->row.type));
    json_.member("identityId", to_wire(fact->identity_at(delivery.place)));
    json_.member("status", to_name(row.state));
    json_.member("attemptCount", row.attempts);
    json_.key("nextAttemptAt");
    // A disabled endpoint is asked for nothing; what waits goes on once it is enabled.
    const bool planned = row.next_at != 0 && endpoint_.enabled;
    planned ? json_.value(to_iso(row.next_at)) : json_.null();
    write_attempts(row);
    write_excerpt("firstFailure", id, row.first_excerpt);
    write_excerpt("lastFailure", id, row.last_excerpt);
    json_.end_object();
  }

 private:
  void write_attempts(const delivery_row& row) {
    json_.key("attempts");
    json_.begin_array();
    for (std::size_t n = 0; n < row.attempted_at.size(); ++n) {
      json_.begin_object();
      json_.member("at", to_iso(row.attempted_at[n]));
      json_.key("statusCode");
      row.statuses[n] == 0 ? json_.null() : json_.value(row.statuses[n]);
      json_.member("latencyMs", row.latencies_ms[n]);
      write_error(json_, "error", static_cast<delivery_error>(row.errors[n]), row.statuses[n]);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_excerpt(std::string_view name, const std::string& id, const std::string& sealed) {
    json_.key(name);
    if (sealed.empty() || !key_) return json_.null();
    const auto text = producers::sealed_content::open(*key_, id, producers::field::excerpt, sealed);
    text ? json_.value(*text) : json_.null();
  }

  http::json_writer& json_;
  const call& c_;
  const projections::webhook_row& endpoint_;
  const result<crypto::secret_key> key_;
};

struct found_deliveries {
  std::vector<placed_delivery> page;
  std::optional<std::uint64_t> next;  // where to go on
};

// A filter looks at so many deliveries in one request; a page may come out short, with a cursor.
constexpr std::size_t filtered_looks_max = 2000;

found_deliveries find_deliveries(const call& c, const webhook_id& id, const page_request& wanted,
                                 std::optional<delivery_state> only) {
  found_deliveries found;
  std::uint64_t before = wanted.before;
  for (std::size_t looks = 0; looks < filtered_looks_max;) {
    const auto rows = projections::deliveries_before(c.rows, id, before, wanted.limit + 1);
    for (const auto& one : rows) {
      if (only && one.row.state != *only) continue;
      if (found.page.size() == wanted.limit) {
        found.next = found.page.back().place;
        return found;
      }
      found.page.push_back(one);
    }
    if (rows.size() <= wanted.limit) return found;
    looks += rows.size();
    before = rows.back().place;
  }
  found.next = before;
  return found;
}

std::optional<delivery_state> read_state(http::query_reader& query) {
  const auto name = query.text("status", 16);
  if (!name) return std::nullopt;
  for (const auto state :
       {delivery_state::waiting, delivery_state::delivered, delivery_state::exhausted}) {
    if (to_name(state) == *name) return state;
  }
  query.fail("status", "It must be retrying, delivered or exhausted.");
  return std::nullopt;
}

}  // namespace

void list_deliveries(const service& app, http::request& in, http::exchange out) {
  const auto c = open_call(app, in, out);
  if (!c) return;
  const auto row = path_webhook(*c);
  if (!row) return out.send(no_webhook());
  http::query_reader query(in);
  const auto only = read_state(query);
  const std::string list =
      "deliveries " + row->id.text + (only ? " " + std::string(to_name(*only)) : "");
  const auto page = read_page(*c, query, list, delivery_page, out);
  if (!page) return;
  const auto found = find_deliveries(*c, row->id, *page, only);
  std::optional<std::string> next;
  if (found.next) next = make_cursor(*c, list, *found.next);
  std::string body;
  http::json_writer json(body);
  json.begin_object();
  json.key("items");
  json.begin_array();
  delivery_writer writer(json, *c, *row);
  for (const auto& one : found.page) writer.write(one);
  json.end_array();
  write_meta(json, next, row->settled);
  json.end_object();
  out.send(http::response{.body = std::move(body)});
}

}  // namespace carnet::aidenid
