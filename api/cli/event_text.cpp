#include "api/cli/event_text.hpp"

#include <variant>

#include "api/aidenid/time_text.hpp"

namespace carnet::api::cli {
namespace {

using aidenid::to_iso;

class event_writer {
 public:
  explicit event_writer(http::json_writer& json) : json_(json) {}

  void operator()(const identities_provisioned& e) {
    type("identities_provisioned");
    json_.key("identities");
    json_.begin_array();
    for (const auto& item : e.items) json_.value(to_wire(item.id));
    json_.end_array();
    if (!e.parent.empty()) json_.member("parentIdentityId", to_wire(e.parent));
    if (!e.items.empty()) json_.member("expiresAt", to_iso(e.items.front().expires_at));
    if (e.event_budget != 0) json_.member("eventBudget", e.event_budget);
  }
  void operator()(const identity_activated& e) { one("identity_activated", e.identity); }
  void operator()(const identity_extended& e) {
    one("identity_extended", e.identity);
    json_.member("expiresAt", to_iso(e.expires_at));
  }
  void operator()(const identities_outlived& e) { many("identities_outlived", e.identities); }
  void operator()(const identities_squashed& e) {
    many("identities_squashed", e.identities);
    json_.member("reason", static_cast<int>(e.reason));
  }
  void operator()(const identities_expired& e) { many("identities_expired", e.identities); }
  void operator()(const mail_received& e) {
    one("mail_received", e.identity);
    json_.member("size", e.size);
    json_.member("sealedBytes", e.sealed_raw.size() + e.sealed_summary.size());
  }
  void operator()(const extraction_completed& e) {
    one("extraction_completed", e.identity);
    json_.member("mail", to_wire(e.mail));
    json_.member("extractionType", static_cast<int>(e.type));
    json_.member("confidence", e.confidence_permille / 1000.0);
    json_.member("parserVersion", e.parser_version);
  }
  void operator()(const extraction_none& e) {
    one("extraction_none", e.identity);
    json_.member("mail", to_wire(e.mail));
    json_.member("parserVersion", e.parser_version);
  }
  void operator()(const secret_read& e) {
    one("secret_read", e.identity);
    json_.member("mail", to_wire(e.mail));
    json_.member("part", e.part == secret_part::raw ? "raw" : "value");
  }
  void operator()(const content_shredded& e) { one("content_shredded", e.identity); }
  void operator()(const deployment_created& e) {
    type("deployment_created");
    json_.member("masterKeyFingerprint", e.master_key_fingerprint);
  }
  void operator()(const apply_version_raised& e) {
    type("apply_version_raised");
    json_.member("version", e.version);
  }
  void operator()(const owner_claimed& e) {
    type("owner_claimed");
    json_.member("node", e.node);
    json_.member("epoch", e.epoch);
    if (!e.url.empty()) json_.member("url", e.url);
  }
  void operator()(const organization_created& e) {
    type("organization_created");
    json_.member("organizationId", to_wire(e.id));
  }
  void operator()(const project_created& e) {
    type("project_created");
    json_.member("projectId", to_wire(e.id));
    json_.member("organizationId", to_wire(e.organization));
    json_.member("partition", e.partition);
    json_.member("plan", e.plan);
  }
  void operator()(const project_plan_changed& e) {
    type("project_plan_changed");
    json_.member("projectId", to_wire(e.project));
    json_.member("plan", e.plan);
  }
  void operator()(const descendants_revoked& e) {
    one("descendants_revoked", e.identity);
    json_.member("squashed", e.squashed);
  }
  void operator()(const project_limits_changed& e) {
    type("project_limits_changed");
    json_.member("projectId", to_wire(e.project));
    json_.key("limits");
    json_.begin_array();
    for (const auto& one : e.limits) {
      json_.begin_object();
      json_.member("limit", static_cast<unsigned>(one.which));
      json_.member("amount", one.amount);
      json_.end_object();
    }
    json_.end_array();
  }
  void operator()(const api_key_created& e) {
    type("api_key_created");
    json_.member("apiKeyId", to_wire(e.id));
    json_.member("projectId", to_wire(e.project));
    json_.member("scopes", e.scopes);
  }
  void operator()(const api_key_revoked& e) {
    type("api_key_revoked");
    json_.member("apiKeyId", to_wire(e.id));
  }
  void operator()(const admin_token_created& e) {
    type("admin_token_created");
    json_.member("adminTokenId", to_wire(e.id));
  }
  void operator()(const admin_token_revoked& e) {
    type("admin_token_revoked");
    json_.member("adminTokenId", to_wire(e.id));
  }
  void operator()(const partitions_added& e) {
    type("partitions_added");
    json_.member("partitions", e.events);
  }
  void operator()(const master_key_rotated& e) {
    type("master_key_rotated");
    json_.member("masterKeyFingerprint", e.fingerprint);
  }
  void operator()(const webhook_registered& e) { webhook("webhook_registered", e.id); }
  void operator()(const webhook_updated& e) {
    webhook("webhook_updated", e.id);
    json_.member("enabled", e.enabled);
  }
  void operator()(const webhook_secret_rotated& e) { webhook("webhook_secret_rotated", e.id); }
  void operator()(const webhook_deleted& e) { webhook("webhook_deleted", e.id); }
  void operator()(const webhook_disabled& e) {
    webhook("webhook_disabled", e.id);
    json_.member("reason", static_cast<int>(e.reason));
  }
  void operator()(const deliveries_recorded& e) {
    webhook("deliveries_recorded", e.id);
    json_.member("cursor", e.cursor);
    json_.member("delivered", e.places.size());
    json_.member("attempts", e.attempts.size());
  }
  void operator()(const deliveries_requeued& e) {
    webhook("deliveries_requeued", e.id);
    json_.member("count", e.places.size());
  }
  void operator()(const export_created& e) { exported("export_created", e); }
  void operator()(const bulk_export_requested& e) { exported("bulk_export_requested", e.facts); }
  void operator()(const sink_configured& e) {
    sink("sink_configured", e.id);
    json_.member("kind", static_cast<unsigned>(e.settings.kind));
    json_.member("enabled", e.settings.enabled);
  }
  void operator()(const sink_removed& e) { sink("sink_removed", e.id); }
  void operator()(const sink_progressed& e) {
    sink("sink_progressed", e.id);
    json_.member("eventsCursor", e.cursor.events);
    json_.member("accessCursor", e.cursor.access);
    json_.member("delivered", e.delivered);
    json_.member("failures", e.failures);
  }
  void operator()(const bulk_export_completed& e) {
    type("bulk_export_completed");
    json_.member("exportId", to_wire(e.id));
    json_.member("parts", e.parts.firsts.size());
  }

 private:
  void exported(std::string_view name, const export_created& e) {
    type(name);
    json_.member("exportId", to_wire(e.id));
    json_.member("format", static_cast<unsigned>(e.format));
    json_.member("records", e.records);
    if (!e.identity.empty()) json_.member("identityId", to_wire(e.identity));
  }

  void sink(std::string_view name, const sink_id& id) {
    type(name);
    json_.member("sinkId", to_wire(id));
  }

  void webhook(std::string_view name, const webhook_id& id) {
    type(name);
    json_.member("webhookId", to_wire(id));
  }

  void type(std::string_view name) { json_.member("type", name); }

  void one(std::string_view name, const identity_id& id) {
    type(name);
    json_.member("identityId", to_wire(id));
  }

  void many(std::string_view name, const std::vector<identity_id>& ids) {
    type(name);
    json_.key("identities");
    json_.begin_array();
    for (const auto& id : ids) json_.value(to_wire(id));
    json_.end_array();
  }

  http::json_writer& json_;
};

}  // namespace

void write_event(http::json_writer& json, const event& e) {
  json.begin_object();
  event_writer writer(json);
  std::visit(writer, e);
  json.end_object();
}

}  // namespace carnet::api::cli
