// POST /v1/exports/bulk and GET /v1/exports/{exportId}.
#include "api/exports/bulk_view.hpp"
#include "api/exports/export_wish.hpp"
#include "api/exports/handlers.hpp"
#include "api/mutation/mutation.hpp"
#include "projections/export/bulk.hpp"

namespace carnet::exports {
namespace {

// Number of the newest mail there is, of the project or of the one identity; of events the last
// place.
std::uint64_t newest_of(const aidenid::call& c, const export_created& facts) {
  if (holds_events(facts.format))
    return projections::counters_of(c.rows, c.caller.project).sequence;
  if (facts.identity.empty())
    return projections::counters_of(c.rows, c.caller.project).released_mails;
  const auto owner = projections::find_identity(c.rows, c.caller.project, facts.identity);
  return owner ? owner->released_mails : 0;
}

// The keys of exports that nobody can download any more go with the next one.
void remove_old_keys(const aidenid::call& c, std::vector<storage::key_change>& keys) {
  for (const auto& row : projections::bulk_exports_of(c.rows, c.caller.project)) {
    if (row.expires_at() <= c.now()) keys.push_back({producers::key_subject(row.facts.id), {}});
  }
}

}  // namespace

void create_bulk(const service& app, http::request& in, http::exchange reply) {
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  http::body_reader body(in);
  const auto only = body.text("identityId", {.bytes_max = 64});
  export_created facts = read_export(in, body, export_contents::lines_or_parquet);
  facts.records = static_cast<std::uint32_t>(
      body.integer("limit", 1, bulk_export_records_max).value_or(bulk_export_records_max));
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  if (only && !find_only(*c, *only, facts)) return reply.send(aidenid::no_identity());
  facts.newest = newest_of(*c, facts);
  mutation wanted;
  remove_old_keys(*c, wanted.keys);
  wanted.keys.push_back(app.core.content().draw_key(producers::key_subject(facts.id)).stored);
  wanted.wish = request_bulk_export{facts};
  wanted.render = [&app, id = facts.id, origin = origin_of(app, in),
                   caller = c->caller](const producers::decided_view& view) {
    const auto row = projections::find_bulk_export(view.rows, caller.project, id);
    check(row.has_value(), "a bulk export that was asked for exists");
    return producers::reply{202, bulk_json(app, caller, view.rows, *row, origin, view.now)};
  };
  submit_mutation(app, in, std::move(reply), std::move(wanted));
}

void get_bulk(const service& app, http::request& in, http::exchange reply) {
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  const auto id = from_wire<export_tag>(in.path_param("exportId"));
  const auto row =
      id ? projections::find_bulk_export(c->rows, c->caller.project, *id) : std::nullopt;
  if (!row || row->expires_at() <= c->now())
    return reply.send(http::problem{http::error_code::not_found});
  reply.send(
      http::response{.body = bulk_json(app, c->caller, c->rows, *row, origin_of(app, in), c->now()),
                     .no_store = true});
}

}  // namespace carnet::exports
