// Pages of what arrived: an identity's events in both revisions, and the project's recent mail.
#include "api/aidenid/cursor.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/identity_view.hpp"
#include "api/aidenid/mail_view.hpp"

namespace carnet::aidenid {
namespace {

using projections::identity_row;
using projections::mail_row;

constexpr page_limits events_page{100, 50};
constexpr page_limits recent_page{100, 20};
constexpr std::int64_t older_limit_max = 200;
constexpr std::int64_t offset_max = 1'000'000;

// The larger limit, or paging by offset, is the older revision's.
hint events_hint(const http::request& in) {
  http::query_reader query(in);
  if (query.has("offset")) return hint::older;
  const auto limit = query.integer("limit", events_page.most + 1, older_limit_max);
  return limit && !query.finish() ? hint::older : hint::none;
}

void list_mails(const call& c, const identity_row& owner, http::exchange reply) {
  http::query_reader query(c.in);
  const std::string list = "events/" + owner.state.id.text;
  const auto page = read_page(c, query, list, events_page, reply);
  if (!page) return;
  const auto before = static_cast<std::uint32_t>(std::min<std::uint64_t>(page->before, UINT32_MAX));
  auto mails = projections::mails_before(c.rows, owner.state.id, before, page->limit + 1);
  std::optional<std::string> next;
  if (mails.size() > page->limit) {
    mails.pop_back();
    next = make_cursor(c, list, mails.back().number);
  }
  std::string body;
  http::json_writer json(body);
  json.begin_object();
  json.key("items");
  json.begin_array();
  for (const mail_row& row : mails) {
    json.begin_object();
    json.member("id", to_wire(row.id));
    write_mail_members(json, open_mail(c, row));
    json.end_object();
  }
  json.end_array();
  write_meta(json, next, owner.released_mails);
  json.end_object();
  reply.send(http::response{.body = std::move(body)});
}

void list_events_older(const call& c, const identity_row& owner, http::exchange reply) {
  http::query_reader query(c.in);
  const auto limit = query.integer("limit", 1, older_limit_max).value_or(events_page.usual);
  const auto offset = query.integer("offset", 0, offset_max).value_or(0);
  if (auto bad = query.finish()) return reply.send(std::move(*bad));
  std::string body;
  http::json_writer json(body);
  json.begin_object();
  json.key("items");
  json.begin_array();
  for (const auto& entry : projections::identity_events(
           c.rows, owner, static_cast<std::size_t>(offset), static_cast<std::size_t>(limit))) {
    write_event_older(json, c, owner, entry);
  }
  json.end_array();
  json.member("total", owner.event_count + 1);
  json.member("limit", limit);
  json.member("offset", offset);
  json.end_object();
  reply.send(http::response{.body = std::move(body)});
}

// A page of the project's mail, or of one identity's within the same shape.
struct recent_page_rows {
  std::vector<mail_row> mails;
  std::uint64_t last = 0;  // place of the last one
  std::uint64_t total = 0;
};

recent_page_rows recent_rows(const call& c, const std::optional<identity_row>& only,
                             const page_request& page) {
  recent_page_rows found;
  if (only) {
    const auto before =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(page.before, UINT32_MAX));
    found.mails = projections::mails_before(c.rows, only->state.id, before, page.limit + 1);
    found.total = only->released_mails;
    if (found.mails.size() > page.limit) found.last = found.mails[page.limit - 1].number;
    return found;
  }
  for (auto& one :
       projections::mails_before(c.rows, c.caller.project, page.before, page.limit + 1)) {
    found.mails.push_back(std::move(one.mail));
    if (found.mails.size() == page.limit) found.last = one.number;
  }
  found.total = projections::counters_of(c.rows, c.caller.project).released_mails;
  return found;
}

}  // namespace

void list_events(const service& app, http::request& in, http::exchange reply) {
  const auto c = open_call(app, in, reply, events_hint(in));
  if (!c) return;
  const auto owner = c->path_identity();
  if (!owner) return reply.send(no_identity());
  c->older() ? list_events_older(*c, *owner, std::move(reply))
             : list_mails(*c, *owner, std::move(reply));
}

void recent_events(const service& app, http::request& in, http::exchange reply) {
  const auto c = open_call(app, in, reply);
  if (!c) return;
  http::query_reader query(in);
  const auto wanted = query.text("identityId", 64);
  const std::string list = "recent/" + wanted.value_or("");
  const auto page = read_page(*c, query, list, recent_page, reply);
  if (!page) return;
  std::optional<identity_row> only;
  if (wanted) {
    const auto id = from_wire<identity_tag>(*wanted);
    if (id) only = projections::find_identity(c->rows, c->caller.project, *id);
    if (!only) return reply.send(no_identity());
  }
  auto found = recent_rows(*c, only, *page);
  std::optional<std::string> next;
  if (found.mails.size() > page->limit) {
    found.mails.pop_back();
    next = make_cursor(*c, list, found.last);
  }
  std::string body;
  http::json_writer json(body);
  json.begin_object();
  json.key("items");
  json.begin_array();
  for (const mail_row& row : found.mails) write_recent_mail(json, *c, row, true);
  json.end_array();
  write_meta(json, next, found.total);
  json.end_object();
  reply.send(http::response{.body = std::move(body)});
}

}  // namespace carnet::aidenid
