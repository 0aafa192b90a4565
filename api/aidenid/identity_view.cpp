#include "api/aidenid/identity_view.hpp"

#include <algorithm>

#include "api/aidenid/expectation_body.hpp"
#include "api/aidenid/time_text.hpp"

namespace carnet::aidenid {
namespace {

using producers::identity_profile;

void write_policy(http::json_writer& json, const identity& state) {
  json.begin_object();
  json.member("receiveMode", "EDGE_ACCEPT");
  json.member("allowWebhooks", state.policy.allow_webhooks);
  json.member("ttlHours", state.ttl_s / seconds_per_hour);
  json.key("extractionTypes");
  json.begin_array();
  if ((state.policy.extraction_types & extraction_types::otp) != 0) json.value("otp");
  if ((state.policy.extraction_types & extraction_types::link) != 0) json.value("link");
  json.end_array();
  json.member("minConfidence", state.policy.min_confidence_permille / 1000.0);
  json.end_object();
}

void write_text_or_null(http::json_writer& json, std::string_view name, const std::string& text) {
  json.key(name);
  text.empty() ? json.null() : json.value(text);
}

void write_2026_04_29(http::json_writer& json, const identity_view& view) {
  const identity& state = view.state;
  json.begin_object();
  json.member("id", to_wire(state.id));
  json.member("emailAddress", view.profile.address);
  json.member("status", status_text(view.status, revision::v2026_04_29));
  json.member("expiresAt", to_iso(state.expires_at));
  json.member("projectId", to_wire(state.project));
  write_text_or_null(json, "parentIdentityId", state.parent.empty() ? "" : to_wire(state.parent));
  write_text_or_null(json, "domainPoolId", view.profile.domain_pool);
  json.key("tags");
  json.begin_array();
  for (const auto& tag : view.profile.tags) json.value(tag);
  json.end_array();
  json.key("policy");
  write_policy(json, state);
  write_expect(json, view.profile);
  json.member("createdAt", to_iso(state.created_at));
  json.member("updatedAt", to_iso(state.updated_at));
  json.end_object();
}

void write_2026_04_04(http::json_writer& json, const identity_view& view) {
  const identity& state = view.state;
  json.begin_object();
  json.member("id", to_wire(state.id));
  json.member("email", view.profile.address);
  write_text_or_null(json, "label", view.profile.label);
  json.member("status", status_text(view.status, revision::v2026_04_04));
  json.member("created_at", to_iso(state.created_at));
  json.member("expires_at", to_iso(state.expires_at));
  json.key("metadata");
  json.raw(view.profile.metadata.empty() ? "{}" : view.profile.metadata);
  write_expect(json, view.profile);
  json.end_object();
}

}  // namespace

identity_profile open_profile(const service& app, partition_id partition, const identity& state,
                              const event_id& provisioned_event) {
  if (state.shredded) return {};
  const auto key = app.core.content().find_key(partition, producers::key_subject(state.id));
  if (!key) return {};
  auto profile = producers::sealed_content::open_row<identity_profile>(
      *key, provisioned_event.text, producers::field::profile, state.sealed_profile);
  return profile ? std::move(*profile) : identity_profile{};
}

std::string status_text(identity_status status, revision r) {
  std::string text(to_name(status));
  if (r == revision::v2026_04_29) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  }
  return text;
}

void write_identity(http::json_writer& json, const identity_view& view, revision r) {
  r == revision::v2026_04_29 ? write_2026_04_29(json, view) : write_2026_04_04(json, view);
}

std::string identity_json(const identity_view& view, revision r) {
  std::string out;
  out.reserve(512);
  http::json_writer json(out);
  write_identity(json, view, r);
  return out;
}

}  // namespace carnet::aidenid
