// GET /v1/exports/ocsf: a project's events as OCSF, page after page, each at least once.
#include "api/aidenid/call.hpp"
#include "api/exports/handlers.hpp"
#include "api/exports/ocsf_page.hpp"
#include "api/exports/ocsf_version.hpp"
#include "api/http/credentials.hpp"
#include "api/waits/parking.hpp"
#include "storage/crypto/sha256.hpp"

namespace carnet::exports {
namespace {

constexpr std::int64_t limit_max = 1000;
constexpr std::int64_t limit_usual = 100;
constexpr std::int64_t wait_max_s = 60;
constexpr std::size_t cursor_bytes_max = 256;

}  // namespace

void pull_ocsf(const service& app, http::request& in, http::exchange reply) {
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  http::query_reader query(in);
  ocsf_wish wish{.version = read_ocsf_version(in, query)};
  const auto only = read_ocsf_stream(query);
  wish.limit = static_cast<std::size_t>(query.integer("limit", 1, limit_max).value_or(limit_usual));
  wish.wait = std::chrono::seconds(query.integer("wait", 0, wait_max_s).value_or(0));
  const auto cursor = query.text("cursor", cursor_bytes_max);
  if (auto bad = query.finish()) return reply.send(std::move(*bad));
  if (c->caller.limits->export_records == 0) {
    return reply.send(
        http::problem{http::error_code::feature_disabled, "The plan has no exports."});
  }
  // What a consumer that has none yet sends, like a stream's.
  const bool from_the_start = cursor.value_or("").empty();
  const auto after = !from_the_start ? read_ocsf_cursor(app, c->caller, *cursor) : ocsf_places{};
  if (!after) return reply.send(http::problem{http::error_code::invalid_cursor, {}, "cursor"});
  wish.after = *after;
  wish.streams = {schemas::ocsf_stream::access, schemas::ocsf_stream::events};
  if (only) wish.streams = {*only};
  std::optional<http::lease> place;
  if (wish.wait.count() > 0) {
    place = find_parking(app, c->caller);
    if (!place) return reply.send(too_many_waits());
  }
  const auto token = http::bearer_token(in.headers.get("Authorization"));
  http::response out{.content_type = "application/json"};
  out.headers.emplace_back("Cache-Control", "no-store");
  out.stream = std::make_unique<ocsf_page>(
      app, std::static_pointer_cast<const projections::access>(in.principal),
      std::string(crypto::as_view(crypto::sha256(token))), std::move(place), std::move(wish));
  reply.send(std::move(out));
}

}  // namespace carnet::exports
