// POST /v1/exports/events: chooses the mails on the worker, then leaves the choice on the log.
#include <fmt/format.h>

#include "api/aidenid/call.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/exports/download_token.hpp"
#include "api/exports/export_file.hpp"
#include "api/exports/handlers.hpp"
#include "api/exports/ocsf_streams.hpp"
#include "api/http/body_reader.hpp"
#include "api/http/json_writer.hpp"
#include "api/mutation/mutation.hpp"
#include "api/tasks/task_thread.hpp"
#include "storage/crypto/base32.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::exports {
namespace {

constexpr std::int64_t records_max = 5000;
constexpr std::int64_t records_usual = 500;
constexpr std::size_t looks_at_a_time = 500;

export_id draw_export_id() {
  auto text = crypto::base32_encode(crypto::random_string(10));
  text.resize(export_tag::width);
  return export_id{std::move(text)};
}

unix_us read_time(http::body_reader& body, std::string_view name) {
  const auto text = body.text(name, {.bytes_max = 64});
  if (!text) return 0;
  const auto at = aidenid::from_iso(*text);
  if (!at) body.fail(name, "It must be an ISO 8601 time with Z or an offset.");
  return at.value_or(0);
}

struct export_wish {
  export_created facts;  // but for what the walk finds
  std::string origin;    // scheme and host of the download
  std::uint32_t limit = 0;
};

schemas::ocsf_version read_version(http::body_reader& body) {
  const auto name = body.text("version", {.bytes_max = 16});
  if (!name) return schemas::ocsf_newest;
  const auto version = schemas::ocsf_version_from(*name);
  if (!version) body.fail("version", "It must be 1.1.0, 1.3.0, 1.5.0 or 1.8.0.");
  return version.value_or(schemas::ocsf_newest);
}

export_wish read_wish(http::body_reader& body, const plan& limits) {
  export_wish wish;
  wish.facts.created_after = read_time(body, "createdAfter");
  wish.facts.created_before = read_time(body, "createdBefore");
  wish.facts.with_extraction = body.flag("includeExtraction").value_or(true);
  const auto format = body.text("format", {.bytes_max = 16}).value_or("jsonl");
  if (format != "jsonl" && format != "csv" && format != "ocsf")
    body.fail("format", "It must be jsonl, csv or ocsf.");
  if (format == "csv") wish.facts.format = export_format::csv;
  if (format == "ocsf") wish.facts.format = export_format_of(read_version(body));
  const auto limit = body.integer("limit", 1, records_max).value_or(records_usual);
  wish.limit = std::min(static_cast<std::uint32_t>(limit), limits.export_records);
  wish.facts.id = draw_export_id();
  return wish;
}

// Whether there is such an identity; it is all that the export is about.
bool find_only(const aidenid::call& c, const std::string& text, export_wish& wish) {
  const auto id = from_wire<identity_tag>(text);
  if (!id || !projections::find_identity(c.rows, c.caller.project, *id)) return false;
  wish.facts.identity = *id;
  return true;
}

std::string origin_of(const service& app, const http::request& in) {
  if (!app.public_url.empty()) return app.public_url;
  return fmt::format("{}://{}", in.client_secure() ? "https" : "http", in.headers.get("Host"));
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

void write_time(http::json_writer& json, std::string_view name, unix_us at) {
  json.key(name);
  at == 0 ? json.null() : json.value(std::string_view(aidenid::to_iso(at)));
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
  json.member("downloadUrl",
              fmt::format("{}/v1/exports/{}/download?token={}", wish.origin, to_wire(facts.id),
                          make_token(app.core.hashes(), facts.id, {project, now})));
  json.end_object();
  return out;
}

}  // namespace

void create(const service& app, http::request& in, http::exchange reply) {
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  http::body_reader body(in);
  const auto only = body.text("identityId", {.bytes_max = 64});
  export_wish wish = read_wish(body, *c->caller.limits);
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  if (only && !find_only(*c, *only, wish)) return reply.send(aidenid::no_identity());
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
