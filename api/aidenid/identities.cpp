// Reads of identities: one, a page.
#include <array>

#include "api/aidenid/cursor.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/identity_view.hpp"

namespace carnet::aidenid {
namespace {

using projections::identity_row;

constexpr page_limits newer_page{100, 50};
constexpr std::int64_t older_limit_max = 200;
constexpr std::int64_t older_limit = 50;
constexpr std::int64_t offset_max = 1'000'000;
constexpr std::string_view list_name = "identities";

void write_row(http::json_writer& json, const call& c, const identity_row& row) {
  const auto profile = open_profile(c.app, c.caller.partition, row.state, row.provisioned_event);
  write_identity(json, {row.state, profile, status_at(row.state, c.now())}, c.speaks);
}

void write_items(http::json_writer& json, const call& c, const std::vector<identity_row>& rows) {
  json.key("items");
  json.begin_array();
  for (const auto& row : rows) write_row(json, c, row);
  json.end_array();
}

void list_newer(const call& c, http::exchange reply) {
  http::query_reader query(c.in);
  const auto page = read_page(c, query, list_name, newer_page, reply);
  if (!page) return;
  auto rows =
      projections::identities_before(c.rows, c.caller.project, page->before, page->limit + 1);
  std::optional<std::string> next;
  if (rows.size() > page->limit) {
    rows.pop_back();
    next = make_cursor(c, list_name, rows.back().ordinal);
  }
  std::string body;
  http::json_writer json(body);
  json.begin_object();
  write_items(json, c, rows);
  write_meta(json, next, projections::counters_of(c.rows, c.caller.project).identities);
  json.end_object();
  reply.send(http::response{.body = std::move(body)});
}

std::optional<identity_status> read_status(http::query_reader& query) {
  const auto name = query.text("status", 32);
  if (!name) return std::nullopt;
  for (int n = 1; n <= static_cast<int>(identity_status_count); ++n) {
    if (to_name(static_cast<identity_status>(n)) == *name) return static_cast<identity_status>(n);
  }
  query.fail("status", "It must be provisioned, active, extended, squashed or expired.");
  return std::nullopt;
}

void list_older(const call& c, http::exchange reply) {
  http::query_reader query(c.in);
  const auto status = read_status(query);
  const auto limit = query.integer("limit", 1, older_limit_max).value_or(older_limit);
  const auto offset = query.integer("offset", 0, offset_max).value_or(0);
  if (auto bad = query.finish()) return reply.send(std::move(*bad));
  const auto rows = projections::identities_page(c.rows, c.caller.project, status,
                                                 static_cast<std::size_t>(offset),
                                                 static_cast<std::size_t>(limit));
  const auto counters = projections::counters_of(c.rows, c.caller.project);
  std::string body;
  http::json_writer json(body);
  json.begin_object();
  write_items(json, c, rows);
  json.member("total", status ? counters.with(*status) : counters.identities);
  json.member("limit", limit);
  json.member("offset", offset);
  json.end_object();
  reply.send(http::response{.body = std::move(body)});
}

hint list_hint(const http::request& in) {
  http::query_reader query(in);
  if (query.has("status") || query.has("offset")) return hint::older;
  const auto limit = query.integer("limit", newer_page.most + 1, older_limit_max);
  return limit && !query.finish() ? hint::older : hint::none;
}

}  // namespace

void list_identities(const service& app, http::request& in, http::exchange reply) {
  const auto c = open_call(app, in, reply, list_hint(in));
  if (!c) return;
  c->older() ? list_older(*c, std::move(reply)) : list_newer(*c, std::move(reply));
}

void get_identity(const service& app, http::request& in, http::exchange reply) {
  const auto c = open_call(app, in, reply);
  if (!c) return;
  const auto row = c->path_identity();
  if (!row) return reply.send(no_identity());
  std::string body;
  body.reserve(768);
  http::json_writer json(body);
  write_row(json, *c, *row);
  reply.send(http::response{.body = std::move(body)});
}

}  // namespace carnet::aidenid
