#include "api/realtime/routes.hpp"

#include "api/aidenid/call.hpp"
#include "api/exports/ocsf_streams.hpp"
#include "api/exports/ocsf_version.hpp"
#include "api/http/credentials.hpp"
#include "api/http/query_reader.hpp"
#include "api/realtime/opening.hpp"
#include "storage/crypto/sha256.hpp"

namespace carnet::realtime {
namespace {

using projections::public_event;

constexpr std::int64_t batch_max = 100;
constexpr std::int64_t batch_usual = 50;
constexpr std::size_t types_given_max = 16;
constexpr std::size_t position_bytes_max = 256;

constexpr std::array all_types{public_event::identity_provisioned, public_event::email_received,
                               public_event::extraction_completed, public_event::identity_extended,
                               public_event::identity_squashed,    public_event::identity_expired};

constexpr std::uint32_t bit(public_event type) { return 1U << static_cast<unsigned>(type); }

std::uint32_t read_types(http::query_reader& query) {
  std::uint32_t types = 0;
  for (const auto& name : query.texts("type", types_given_max, 64)) {
    const auto* found = std::ranges::find(all_types, name, [](auto type) { return to_name(type); });
    if (found == all_types.end()) query.fail("type", "It is not a public event type.");
    if (found != all_types.end()) types |= bit(*found);
  }
  return types == 0 ? projections::all_public_events : types;
}

// What only the stream of all events can be told.
void read_filters(http::query_reader& query, stream_wish& wish) {
  wish.types = read_types(query);
  const auto identity = query.text("identityId", 64);
  if (!identity) return;
  const auto id = from_wire<identity_tag>(*identity);
  if (!id) return query.fail("identityId", "It is not the id of an identity.");
  wish.only = *id;
}

// Whether the stream is to be told in OCSF, and how.
void read_format(const aidenid::call& c, http::query_reader& query, stream_wish& wish) {
  const auto format = query.text("format", 16).value_or("carnet");
  if (format != "carnet" && format != "ocsf") query.fail("format", "It must be carnet or ocsf.");
  if (format != "ocsf") return;
  wish.kind = stream_kind::ocsf;
  wish.version = exports::read_ocsf_version(c.in, query);
  wish.stream = exports::read_ocsf_stream(query).value_or(schemas::ocsf_stream::events);
  for (const std::string_view filter : {"type", "identityId"}) {
    if (query.has(filter)) query.fail(filter, "OCSF streams hold every event.");
  }
}

// Where the stream starts: behind Last-Event-ID, else behind `cursor`, else with what comes next.
void read_start(const aidenid::call& c, http::query_reader& query, opening& stream) {
  auto cursor = query.text("cursor", position_bytes_max);
  const std::string_view last = c.in.headers.get("Last-Event-ID");
  stream.start_param = last.empty() ? "cursor" : "Last-Event-ID";
  stream.start = last.empty() ? std::move(cursor).value_or("") : std::string(last);
}

void open_stream(const service& app, http::request& in, http::exchange reply, stream_kind kind) {
  const auto c = aidenid::open_call(app, in, reply);
  if (!c) return;
  if (!c->caller.limits->realtime) {
    return reply.send(
        http::problem{http::error_code::feature_disabled, "The plan has no realtime streams."});
  }
  http::query_reader query(in);
  opening stream{.app = app};
  stream_wish& wish = stream.wish;
  wish.kind = kind;
  wish.batch = static_cast<std::size_t>(query.integer("limit", 1, batch_max).value_or(batch_usual));
  if (kind == stream_kind::mail) {
    wish.types = bit(public_event::email_received);
  } else {
    read_filters(query, wish);
    read_format(*c, query, wish);
  }
  if (wish.kind == stream_kind::ocsf && !has_scope(c->caller.scopes, scope::exports_write)) {
    return reply.send(http::problem{http::error_code::forbidden,
                                    "OCSF needs the scope exports:write beside identities:read."});
  }
  read_start(*c, query, stream);
  if (auto bad = query.finish()) return reply.send(std::move(*bad));
  stream.caller = std::static_pointer_cast<const projections::access>(in.principal);
  const auto token = http::bearer_token(in.headers.get("Authorization"));
  stream.key_hash = crypto::as_view(crypto::sha256(token));
  stream.reply = std::move(reply);
  open(std::move(stream));
}

http::route stream_route(std::string_view pattern, const service& app, stream_kind kind) {
  return {.verb = http::method::get,
          .pattern = pattern,
          .handle = [&app, kind](
                        http::request& in,
                        http::exchange reply) { open_stream(app, in, std::move(reply), kind); },
          .scope = "identities:read",
          .any_node = true};
}

}  // namespace

void append_routes(std::vector<http::route>& table, const service& app) {
  table.push_back(stream_route("/v1/realtime/events", app, stream_kind::mail));
  table.push_back(stream_route("/v1/realtime/stream", app, stream_kind::all));
}

}  // namespace carnet::realtime
