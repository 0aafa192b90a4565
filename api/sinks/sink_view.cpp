#include "api/sinks/sink_view.hpp"

#include <algorithm>

#include "api/aidenid/time_text.hpp"
#include "api/aidenid/webhook_view.hpp"
#include "domain/sink/decide.hpp"
#include "producers/outbound/target_url.hpp"

namespace carnet::sinks {
namespace {

using aidenid::call;
using projections::sink_row;
using schemas::ocsf_stream;

constexpr std::size_t token_bytes_max = 512;

std::string_view kind_name(sink_kind kind) {
  return kind == sink_kind::splunk_hec ? "splunk_hec" : "https";
}

void write_time(http::json_writer& json, std::string_view name, unix_us at) {
  json.key(name);
  at == 0 ? json.null() : json.value(aidenid::to_iso(at));
}

// How far a stream has been taken; gives the time of the oldest event that has not.
unix_us write_stream(http::json_writer& json, const call& c, ocsf_stream stream,
                     std::uint64_t cursor) {
  const auto from = source_of(c, stream);
  const std::uint64_t end = producers::ocsf_end(from);
  const std::uint64_t behind = end - std::min(end, cursor);
  json.key(schemas::to_name(stream));
  json.begin_object();
  json.member("taken", cursor);
  json.member("end", end);
  json.member("behind", behind);
  json.end_object();
  unix_us oldest = 0;
  if (behind == 0) return oldest;
  producers::walk_ocsf(from, schemas::ocsf_newest, cursor, [&oldest](const auto& item) {
    oldest = item.at;
    return false;
  });
  return oldest;
}

void write_lag(http::json_writer& json, const call& c, const sink_row& row) {
  json.key("streams");
  json.begin_object();
  const unix_us events = write_stream(json, c, ocsf_stream::events, row.cursor.events);
  const unix_us access = write_stream(json, c, ocsf_stream::access, row.cursor.access);
  json.end_object();
  unix_us oldest = std::max(events, access);
  if (events != 0 && access != 0) oldest = std::min(events, access);
  const unix_us lag = oldest == 0 ? 0 : std::max<unix_us>(0, c.now() - oldest);
  json.member("lagSeconds", static_cast<double>(lag / 1000) / 1000.0);
}

void write_last_error(http::json_writer& json, const call& c, const sink_row& row) {
  if (row.last_failure_at == 0) {
    json.key("lastError");
    return json.null();
  }
  json.key("lastError");
  json.begin_object();
  json.member("at", aidenid::to_iso(row.last_failure_at));
  aidenid::write_error(json, "message", row.error, row.status);
  json.key("answer");
  const auto key =
      c.app.core.content().find_key(c.caller.partition, producers::key_subject(row.id));
  const auto text = key && !row.sealed_excerpt.empty()
                        ? producers::sealed_content::open(
                              *key, row.id.text, producers::field::excerpt, row.sealed_excerpt)
                        : result<std::string>(std::string());
  text && !text->empty() ? json.value(*text) : json.null();
  json.end_object();
}

void read_kind(http::body_reader& body, sink_wish& wish) {
  const auto kind = body.required_text("kind", {.bytes_max = 16});
  if (kind == "splunk_hec") {
    wish.settings.kind = sink_kind::splunk_hec;
  } else if (kind == "https") {
    wish.settings.kind = sink_kind::https;
  } else {
    body.fail("kind", "It must be splunk_hec or https.");
  }
}

bool is_header_text(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

void read_target(http::body_reader& body, const call& c, bool fresh, sink_wish& wish) {
  const http::text_rule rule{.bytes_max = outbound::target_url_bytes_max, .bytes_min = 1};
  const auto url = fresh ? std::optional(body.required_text("url", rule)) : body.text("url", rule);
  if (url) {
    const auto parsed = outbound::parse_target(*url, c.app.allow_private_targets);
    if (!parsed) body.fail("url", parsed.error());
    wish.target.url = *url;
  }
  if (auto text = body.text("description", {.bytes_max = 512}))
    wish.target.description = std::move(*text);
  if (auto token = body.text("token", {.bytes_max = token_bytes_max})) {
    if (!is_header_text(*token)) body.fail("token", "It must be of visible ASCII characters.");
    wish.target.token = std::move(*token);
  }
}

}  // namespace

producers::sink_target open_target(const call& c, const sink_row& row) {
  const auto key =
      c.app.core.content().find_key(c.caller.partition, producers::key_subject(row.id));
  if (!key) return {};
  auto target = producers::sealed_content::open_row<producers::sink_target>(
      *key, row.id.text, producers::field::target, row.sealed_target);
  return target ? std::move(*target) : producers::sink_target{};
}

producers::ocsf_source source_of(const call& c, ocsf_stream stream) {
  const partition_id partition = stream == ocsf_stream::events ? c.caller.partition : 0;
  return {c.app.core.state(partition),
          c.app.core.content(),
          partition,
          c.caller.project,
          c.caller.organization,
          stream};
}

void write_sink(http::json_writer& json, const call& c, const sink_row& row,
                const producers::sink_target& target) {
  const auto& settings = row.settings;
  json.begin_object();
  json.member("id", to_wire(row.id));
  json.member("kind", kind_name(settings.kind));
  json.member("url", target.url);
  json.member("description", target.description);
  json.member("enabled", settings.enabled);
  json.member("ocsfVersion",
              schemas::to_name(static_cast<schemas::ocsf_version>(settings.ocsf_version)));
  json.member("acknowledged", settings.acknowledged);
  json.member("batchEvents", settings.batch_events);
  json.member("batchDelayMs", settings.batch_delay_ms);
  json.member("createdAt", aidenid::to_iso(row.created_at));
  json.member("updatedAt", aidenid::to_iso(row.updated_at));
  json.member("status", !settings.enabled ? "disabled" : row.failures != 0 ? "failing" : "ok");
  json.member("delivered", row.delivered);
  json.member("failuresInARow", row.failures);
  write_time(json, "lastSuccessAt", row.last_success_at);
  write_last_error(json, c, row);
  write_lag(json, c, row);
  json.end_object();
}

void read_sink(http::body_reader& body, const call& c, bool fresh, sink_wish& wish) {
  auto& settings = wish.settings;
  if (fresh) read_kind(body, wish);
  read_target(body, c, fresh, wish);
  if (const auto name = body.text("ocsfVersion", {.bytes_max = 16})) {
    const auto version = schemas::ocsf_version_from(*name);
    if (!version) body.fail("ocsfVersion", "It must be 1.1.0, 1.3.0, 1.5.0 or 1.8.0.");
    if (version) settings.ocsf_version = static_cast<std::uint8_t>(*version);
  }
  settings.acknowledged = body.flag("acknowledged").value_or(settings.acknowledged);
  if (settings.acknowledged && settings.kind != sink_kind::splunk_hec)
    body.fail("acknowledged", "Only a splunk_hec sink can be asked for acknowledgements.");
  if (const auto most = body.integer("batchEvents", 1, sink_batch_events_max))
    settings.batch_events = static_cast<std::uint32_t>(*most);
  if (const auto delay = body.integer("batchDelayMs", 0, sink_batch_delay_ms_max))
    settings.batch_delay_ms = static_cast<std::uint32_t>(*delay);
  settings.enabled = body.flag("enabled").value_or(settings.enabled);
}

}  // namespace carnet::sinks
