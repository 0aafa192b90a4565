#include "api/aidenid/webhook_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api/aidenid/time_text.hpp"
#include "producers/outbound/target_url.hpp"
#include "projections/stream/rows.hpp"
#include "projections/webhook/queries.hpp"

namespace carnet::aidenid {
namespace {

using producers::sealed_content;
using projections::public_event;

constexpr std::array public_events{
    public_event::identity_provisioned, public_event::email_received,
    public_event::extraction_completed, public_event::identity_extended,
    public_event::identity_squashed,    public_event::identity_expired};

constexpr std::uint32_t bit_of(public_event type) { return 1u << static_cast<unsigned>(type); }

void read_types(http::body_reader& body, webhook_settings& settings) {
  const auto names = body.texts("eventTypes", {.count_max = 32, .bytes_max = 64});
  if (!names) return;
  std::uint32_t types = 0;
  bool all = false;
  for (const auto& name : *names) {
    const auto known = std::ranges::find_if(
        public_events, [&name](public_event type) { return projections::to_name(type) == name; });
    if (name == "*") {
      all = true;
    } else if (known == public_events.end()) {
      body.fail("eventTypes", "There is no event type of this name: " + name);
    } else {
      types |= bit_of(*known);
    }
  }
  if (names->empty()) body.fail("eventTypes", R"(It must name a type, or be ["*"].)");
  settings.event_types = all ? 0 : types;
}

void write_types(http::json_writer& json, std::uint32_t types) {
  json.key("eventTypes");
  json.begin_array();
  if (types == 0) json.value("*");
  for (const auto type : public_events) {
    if ((types & bit_of(type)) != 0) json.value(projections::to_name(type));
  }
  json.end_array();
}

void write_time(http::json_writer& json, std::string_view name, unix_us at) {
  json.key(name);
  at == 0 ? json.null() : json.value(to_iso(at));
}

std::string_view reason_name(std::uint8_t ended) {
  switch (static_cast<webhook_end>(ended)) {
    case webhook_end::request:
      return "request";
    case webhook_end::gone:
      return "gone";
    case webhook_end::failing:
      return "failing";
  }
  return "";
}

}  // namespace

std::optional<projections::webhook_row> path_webhook(const call& c) {
  const auto id = from_wire<webhook_tag>(c.in.path_param("id"));
  return id ? projections::find_webhook(c.rows, c.caller.project, *id) : std::nullopt;
}

http::problem no_webhook() {
  return {http::error_code::not_found, "No such webhook endpoint in this project."};
}

producers::webhook_target open_target(const call& c, const projections::webhook_row& row) {
  const auto key =
      c.app.core.content().find_key(c.caller.partition, producers::key_subject(row.id));
  if (!key) return {};
  auto target = sealed_content::open_row<producers::webhook_target>(
      *key, row.id.text, producers::field::target, row.sealed_target);
  return target ? std::move(*target) : producers::webhook_target{};
}

void write_webhook(http::json_writer& json, const projections::webhook_row& row,
                   const producers::webhook_target& target, std::uint64_t pending,
                   const std::string& secret) {
  json.begin_object();
  json.member("id", to_wire(row.id));
  json.member("url", target.url);
  json.member("status", row.enabled ? "active" : "disabled");
  json.member("signatureVersion", "v1");
  json.member("createdAt", to_iso(row.created_at));
  json.member("lastRotatedAt", to_iso(row.rotated_at));
  if (!secret.empty()) json.member("secret", secret);
  json.member("description", target.description);
  write_types(json, row.settings.event_types);
  json.key("tags");
  json.begin_array();
  for (const auto& tag : target.tags) json.value(tag);
  json.end_array();
  json.member("maxConcurrency", row.settings.concurrency == 0 ? webhook_concurrency_default
                                                              : row.settings.concurrency);
  json.member("maxPerSecond", row.settings.per_second);
  json.key("disabledReason");
  row.enabled ? json.null() : json.value(reason_name(row.ended));
  json.member("updatedAt", to_iso(row.updated_at));
  write_time(json, "lastSuccessAt", row.last_success_at);
  write_time(json, "lastFailureAt", row.last_failure_at);
  write_time(json, "failingSince", row.failing_since);
  json.member("pendingEvents", pending);
  json.end_object();
}

void read_webhook(http::body_reader& body, const call& c, bool url_required, webhook_wish& wish) {
  const http::text_rule url_rule{.bytes_max = outbound::target_url_bytes_max, .bytes_min = 1};
  const auto url = url_required ? std::optional(body.required_text("url", url_rule))
                                : body.text("url", url_rule);
  if (url) {
    const auto parsed = outbound::parse_target(*url, c.app.allow_private_targets);
    if (!parsed) body.fail("url", parsed.error());
    wish.target.url = *url;
  }
  if (auto text = body.text("description", {.bytes_max = 512}))
    wish.target.description = std::move(*text);
  read_types(body, wish.settings);
  if (auto tags = body.texts("tags", {.count_max = 20, .bytes_max = 64})) {
    wish.target.tags = std::move(*tags);
    wish.settings.tag_hashes.clear();
    for (const auto& tag : wish.target.tags)
      wish.settings.tag_hashes.push_back(c.app.core.hashes().tag(c.caller.project.text, tag));
  }
  if (const auto most = body.integer("maxConcurrency", 1, webhook_concurrency_max))
    wish.settings.concurrency = static_cast<std::uint32_t>(*most);
  if (const auto most = body.integer("maxPerSecond", 0, webhook_per_second_max))
    wish.settings.per_second = static_cast<std::uint32_t>(*most);
  wish.enabled = body.flag("enabled");
}

std::string_view to_name(projections::delivery_state state) {
  switch (state) {
    case projections::delivery_state::waiting:
      return "retrying";
    case projections::delivery_state::delivered:
      return "delivered";
    case projections::delivery_state::exhausted:
      return "exhausted";
  }
  return "";
}

void write_error(http::json_writer& json, std::string_view name, delivery_error error,
                 std::uint16_t status) {
  json.key(name);
  switch (error) {
    case delivery_error::none:
      return json.null();
    case delivery_error::status:
      return json.value(fmt::format("The endpoint answered {}.", status));
    case delivery_error::timed_out:
      return json.value("The endpoint did not answer in time.");
    case delivery_error::not_resolved:
      return json.value("The host name has no address.");
    case delivery_error::address_refused:
      return json.value("The host's address is not a public one.");
    case delivery_error::not_connected:
      return json.value("No connection could be made.");
    case delivery_error::tls_failed:
      return json.value("TLS failed, or the certificate is not trusted.");
    case delivery_error::broken_off:
      return json.value("The connection ended before the answer.");
    case delivery_error::bad_answer:
      return json.value("The answer is not HTTP, or too large.");
    case delivery_error::unavailable:
      return json.value("The endpoint's URL or secret can not be read.");
  }
  json.null();
}

}  // namespace carnet::aidenid
