// Webhook endpoints: registered, listed, changed, rotated, deleted.
#include "api/aidenid/cursor.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/aidenid/webhook_view.hpp"
#include "api/mutation/mutation.hpp"
#include "producers/outbound/webhook_signature.hpp"
#include "projections/stream/queries.hpp"
#include "projections/webhook/queries.hpp"
#include "storage/crypto/base32.hpp"
#include "storage/crypto/random_bytes.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::aidenid {
namespace {

using producers::decided_view;
using producers::reply;
using producers::sealed_content;
using projections::webhook_row;

constexpr page_limits webhook_page{100, 50};
constexpr std::string_view list_name = "webhooks";

webhook_id draw_webhook_id() {
  return webhook_id{crypto::base32_encode(crypto::random_string(8)).substr(0, webhook_tag::width)};
}

std::string seal_target(const crypto::secret_key& key, const webhook_id& id,
                        const producers::webhook_target& target) {
  return sealed_content::seal_row(key, id.text, producers::field::target, target);
}

std::string seal_secret(const crypto::secret_key& key, const webhook_id& id,
                        const std::string& secret) {
  return sealed_content::seal(key, id.text, producers::field::secret, secret);
}

// Exact up to a bound; what lies beyond is taken for public events.
std::uint64_t pending_of(const storage::row_reader& rows, const webhook_row& row) {
  constexpr std::size_t looks_max = 10'000;
  const std::uint64_t end = projections::counters_of(rows, row.project).sequence;
  std::uint64_t pending = end - row.cursor;
  std::size_t looks = 0;
  projections::facts_from(rows, row.project, row.cursor + 1, [&](const auto& fact) {
    if (fact.last() > end) return false;
    if (!fact.row.is_public()) pending -= fact.row.identities.size();
    return ++looks < looks_max;
  });
  return pending;
}

std::string webhook_json(const storage::row_reader& rows, const webhook_row& row,
                         const producers::webhook_target& target, const std::string& secret = {}) {
  std::string out;
  http::json_writer json(out);
  write_webhook(json, row, target, pending_of(rows, row), secret);
  return out;
}

webhook_row row_after(const decided_view& view, const webhook_id& id) {
  auto row = projections::load_row<webhook_row>(view.rows, storage::keys::webhook(id));
  check(row.has_value(), "a webhook endpoint that was changed exists");
  return std::move(*row);
}

}  // namespace

void register_webhook_endpoint(const service& app, http::request& in, http::exchange out) {
  http::body_reader body(in);
  const auto c = open_call(app, in, out);
  if (!c) return;
  webhook_wish wish;
  read_webhook(body, *c, true, wish);
  if (wish.enabled == false) body.fail("enabled", "An endpoint begins enabled.");
  if (auto bad = body.finish()) return out.send(std::move(*bad));
  const webhook_id id = draw_webhook_id();
  const std::string secret = outbound::draw_webhook_secret();
  auto fresh = app.core.content().draw_key(producers::key_subject(id));
  mutation m;
  m.wish = register_webhook{{id, seal_target(fresh.key, id, wish.target),
                             seal_secret(fresh.key, id, secret), wish.settings}};
  m.keys.push_back(std::move(fresh.stored));
  m.render = [id, secret, target = std::move(wish.target)](const decided_view& view) {
    return reply{200, webhook_json(view.rows, row_after(view, id), target, secret)};
  };
  submit_mutation(app, in, std::move(out), std::move(m));
}

void list_webhooks(const service& app, http::request& in, http::exchange out) {
  const auto c = open_call(app, in, out);
  if (!c) return;
  http::query_reader query(in);
  const auto page = read_page(*c, query, list_name, webhook_page, out);
  if (!page) return;
  auto rows =
      projections::webhooks_before(c->rows, c->caller.project, page->before, page->limit + 1);
  std::optional<std::string> next;
  if (rows.size() > page->limit) {
    rows.pop_back();
    next = make_cursor(*c, list_name, rows.back().ordinal);
  }
  std::string body;
  http::json_writer json(body);
  json.begin_object();
  json.key("items");
  json.begin_array();
  for (const auto& row : rows)
    write_webhook(json, row, open_target(*c, row), pending_of(c->rows, row));
  json.end_array();
  write_meta(json, next, projections::webhook_counters_of(c->rows, c->caller.project).count);
  json.end_object();
  out.send(http::response{.body = std::move(body)});
}

void get_webhook(const service& app, http::request& in, http::exchange out) {
  const auto c = open_call(app, in, out);
  if (!c) return;
  const auto row = path_webhook(*c);
  if (!row) return out.send(no_webhook());
  out.send(http::response{.body = webhook_json(c->rows, *row, open_target(*c, *row))});
}

void update_webhook_endpoint(const service& app, http::request& in, http::exchange out) {
  http::body_reader body(in);
  const auto c = open_call(app, in, out);
  if (!c) return;
  const auto row = path_webhook(*c);
  if (!row) return out.send(no_webhook());
  webhook_wish wish{open_target(*c, *row), row->settings, std::nullopt};
  const auto before = storage::encode_row(wish.target);
  read_webhook(body, *c, false, wish);
  if (auto bad = body.finish()) return out.send(std::move(*bad));
  const auto key =
      app.core.content().find_key(c->caller.partition, producers::key_subject(row->id));
  if (!key) return out.send(no_webhook());
  update_webhook change{row->id, {}, wish.settings, wish.enabled};
  if (storage::encode_row(wish.target) != before)
    change.sealed_target = seal_target(*key, row->id, wish.target);
  mutation m;
  m.wish = std::move(change);
  m.render = [id = row->id, target = std::move(wish.target)](const decided_view& view) {
    return reply{200, webhook_json(view.rows, row_after(view, id), target)};
  };
  submit_mutation(app, in, std::move(out), std::move(m));
}

void delete_webhook_endpoint(const service& app, http::request& in, http::exchange out) {
  const auto c = open_call(app, in, out);
  if (!c) return;
  const auto id = from_wire<webhook_tag>(in.path_param("id"));
  if (!id) return out.send(no_webhook());
  submit_mutation(app, in, std::move(out),
                  removal(delete_webhook{*id}, to_wire(*id), producers::key_subject(*id)));
}

void rotate_webhook_endpoint(const service& app, http::request& in, http::exchange out) {
  http::body_reader body(in);
  const auto c = open_call(app, in, out);
  if (!c) return;
  http::query_reader query(in);
  const auto overlap = query.integer("overlap", 0, secret_overlap_max_s).value_or(0);
  if (auto bad = query.finish()) return out.send(std::move(*bad));
  if (auto bad = body.finish()) return out.send(std::move(*bad));
  const auto row = path_webhook(*c);
  if (!row) return out.send(no_webhook());
  const auto key =
      app.core.content().find_key(c->caller.partition, producers::key_subject(row->id));
  if (!key) return out.send(no_webhook());
  const std::string secret = outbound::draw_webhook_secret();
  mutation m;
  m.wish = rotate_webhook_secret{row->id, seal_secret(*key, row->id, secret), overlap};
  m.render = [id = row->id, secret](const decided_view& view) {
    std::string text;
    http::json_writer json(text);
    json.begin_object();
    json.member("endpointId", to_wire(id));
    json.member("secret", secret);
    json.member("signatureVersion", "v1");
    json.member("lastRotatedAt", to_iso(view.now));
    json.end_object();
    return reply{200, std::move(text)};
  };
  submit_mutation(app, in, std::move(out), std::move(m));
}

}  // namespace carnet::aidenid
