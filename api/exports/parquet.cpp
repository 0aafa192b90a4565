// GET /v1/exports/parquet: OCSF events of one class as a file for data lakes.
#include <fmt/format.h>

#include "api/aidenid/call.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/exports/handlers.hpp"
#include "api/exports/ocsf_version.hpp"
#include "api/exports/parquet_file.hpp"
#include "api/http/query_reader.hpp"

namespace carnet::exports {
namespace {

constexpr std::int64_t class_uid_max = 999'999;

unix_us read_time(http::query_reader& query, std::string_view name) {
  const auto text = query.text(name, 64);
  if (!text) return 0;
  const auto at = aidenid::from_iso(*text);
  if (!at) query.fail(name, "It must be an ISO 8601 time with Z or an offset.");
  return at.value_or(0);
}

schemas::ocsf_stream read_stream(http::query_reader& query) {
  const auto name = query.text("stream", 16).value_or("events");
  if (name == "access") return schemas::ocsf_stream::access;
  if (name != "events") query.fail("stream", "It must be events or access.");
  return schemas::ocsf_stream::events;
}

parquet_choice read_choice(const http::request& in, http::query_reader& query) {
  parquet_choice choice;
  const auto uid = query.integer("classUid", 1, class_uid_max);
  choice.columns = parquet::find_class(static_cast<std::uint32_t>(uid.value_or(0)));
  if (choice.columns == nullptr)
    query.fail("classUid", "It must be an OCSF class that Carnet's events are of, 4009 or so.");
  choice.version = read_ocsf_version(in, query);
  choice.created_after = read_time(query, "createdAfter");
  choice.created_before = read_time(query, "createdBefore");
  return choice;
}

}  // namespace

void download_parquet(const service& app, http::request& in, http::exchange reply) {
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  http::query_reader query(in);
  const auto choice = read_choice(in, query);
  const auto stream = read_stream(query);
  if (auto bad = query.finish()) return reply.send(std::move(*bad));
  if (c->caller.limits->export_records == 0)
    return reply.send(http::problem{http::error_code::feature_disabled});
  const partition_id partition =
      stream == schemas::ocsf_stream::events ? c->caller.partition : partition_id{0};
  const producers::ocsf_source from{app.core.state(partition), app.core.content(),     partition,
                                    c->caller.project,         c->caller.organization, stream};
  http::response out{.content_type = "application/vnd.apache.parquet"};
  out.headers.emplace_back(
      "Content-Disposition",
      fmt::format("attachment; filename=\"carnet-{}.parquet\"", choice.columns->class_uid));
  out.headers.emplace_back("Cache-Control", "private, no-store, max-age=0");
  out.stream = std::make_shared<parquet_file>(from, choice);
  reply.send(std::move(out));
}

}  // namespace carnet::exports
