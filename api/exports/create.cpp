// POST /v1/exports/events: chooses the mails on the worker, then leaves the choice on the log.
#include "api/aidenid/call.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/exports/export_wish.hpp"
#include "api/exports/handlers.hpp"
#include "api/exports/mail_text.hpp"
#include "api/http/body_reader.hpp"
#include "api/http/json_writer.hpp"
#include "api/mutation/mutation.hpp"
#include "api/tasks/task_thread.hpp"
#include "projections/export/event_selection.hpp"
#include "projections/export/selection.hpp"

namespace carnet::exports {
namespace {

constexpr std::int64_t records_max = 5000;
constexpr std::int64_t records_usual = 500;
constexpr std::size_t looks_at_a_time = 500;

struct export_wish {
  export_created facts;  // but for what the walk finds
  std::string origin;    // scheme and host of the download
  std::uint32_t limit = 0;
};

export_wish read_wish(const http::request& in, http::body_reader& body, const plan& limits) {
  export_wish wish;
  wish.facts = read_export(in, body, export_contents::lines);
  const auto limit = body.integer("limit", 1, records_max).value_or(records_usual);
  wish.limit = std::min(static_cast<std::uint32_t>(limit), limits.export_records);
  return wish;
}

// The same over the events of the project's stream.
void choose_events(const storage::row_reader& rows, const project_id& project, export_wish& wish) {
  auto& facts = wish.facts;
  projections::event_selection events(project, facts);
  while (facts.records < wish.limit && !events.ended()) {
    events.next(rows, looks_at_a_time, [&](const auto&, std::uint64_t place) {
      if (facts.records == 0) facts.newest = place;
      if (facts.records < wish.limit) ++facts.records;
    });
  }
}

// Finds the first record and counts them up to the limit.
void choose(const service& app, const projections::access& caller, export_wish& wish) {
  const auto& rows = app.core.state(caller.partition);
  if (is_ocsf(wish.facts.format)) return choose_events(rows, caller.project, wish);
  projections::mail_selection mails(caller.project, wish.facts);
  auto& facts = wish.facts;
  while (facts.records < wish.limit && !mails.ended()) {
    const auto page = mails.next(rows, looks_at_a_time);
    if (facts.records == 0 && !page.empty()) facts.newest = page.front().number;
    const auto fit = static_cast<std::uint32_t>(page.size());
    facts.records = std::min(wish.limit, facts.records + fit);
  }
}

producers::reply render(const service& app, const project_id& project, const export_wish& wish,
                        unix_us now) {
  const auto& facts = wish.facts;
  producers::reply out;
  http::json_writer json(out.body);
  json.begin_object();
  json.member("exportId", to_wire(facts.id));
  json.member("format", format_name(facts.format));
  json.member("recordCount", facts.records);
  write_time(json, "createdAfter", facts.created_after);
  write_time(json, "createdBefore", facts.created_before);
  json.member("expiresAt", aidenid::to_iso(after(now, export_lifetime_s)));
  json.member("downloadUrl", download_url(app, wish.origin, facts.id, {project, now}));
  json.end_object();
  return out;
}

}  // namespace

void create(const service& app, http::request& in, http::exchange reply) {
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  http::body_reader body(in);
  const auto only = body.text("identityId", {.bytes_max = 64});
  export_wish wish = read_wish(in, body, *c->caller.limits);
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  if (only && !find_only(*c, *only, wish.facts)) return reply.send(aidenid::no_identity());
  wish.origin = origin_of(app, in);
  auto waiting = std::make_shared<http::exchange>(std::move(reply));
  const bool taken =
      app.walks.post([&app, waiting, from = ticket_of(app, in), wish = std::move(wish)]() mutable {
        choose(app, *from.caller, wish);
        mutation wanted;
        wanted.wish = create_export{wish.facts};
        wanted.render = [&app, project = from.caller->project,
                         wish](const producers::decided_view& view) {
          return render(app, project, wish, view.now);
        };
        submit_mutation(app, from, std::move(*waiting), std::move(wanted));
      });
  if (!taken) waiting->send(http::problem{http::error_code::unavailable});
}

}  // namespace carnet::exports
