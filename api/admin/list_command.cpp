// What there is: organizations, projects and keys, without anything secret.
#include <algorithm>

#include "api/admin/commands.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/http/json_writer.hpp"
#include "domain/tenancy/limits.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::admin {
namespace {

using aidenid::to_iso;
using producers::sealed_content;

std::string open_name(const service& app, const std::string& subject, const std::string& id,
                      const std::string& sealed) {
  const auto key = app.core.content().find_key(control_partition, subject);
  if (!key) return {};
  return sealed_content::open(*key, id, producers::field::name, sealed).value_or("");
}

template <class Row, class Write>
void write_rows(const service& app, http::json_writer& json, std::string_view member,
                std::string_view kind, const Write& write) {
  json.key(member);
  json.begin_array();
  const storage::row_key prefix(kind);
  app.core.state(control_partition).scan(prefix, prefix.end_of_prefix(), [&](auto, auto bytes) {
    json.begin_object();
    write(storage::decode_row<Row>(bytes));
    json.end_object();
    return true;
  });
  json.end_array();
}

void write_organizations(const service& app, http::json_writer& json) {
  write_rows<projections::organization_row>(app, json, "organizations", "rO", [&](const auto& row) {
    json.member("organizationId", to_wire(row.id));
    json.member("name", open_name(app, to_wire(row.id), row.id.text, row.sealed_name));
    json.member("createdAt", to_iso(row.created_at));
  });
}

// In the form in which set-limits takes them.
void write_limits(http::json_writer& json, const std::vector<limit_amount>& set) {
  json.key("limits");
  json.begin_object();
  for (const auto& row : limit_rows) {
    const auto found = std::ranges::find(set, row.which, &limit_amount::which);
    if (found == set.end()) continue;
    json.member(row.name, found->amount == unlimited ? -1 : std::int64_t{found->amount});
  }
  json.end_object();
}

void write_projects(const service& app, http::json_writer& json) {
  write_rows<projections::project_row>(app, json, "projects", "rP", [&](const auto& row) {
    // Of a partition that was added a moment ago nothing is known here yet.
    const auto counters = row.partition <= app.core.event_partitions()
                              ? projections::counters_of(app.core.state(row.partition), row.id)
                              : projections::project_counters();
    json.member("projectId", to_wire(row.id));
    json.member("organizationId", to_wire(row.organization));
    json.member("name", open_name(app, to_wire(row.id), row.id.text, row.sealed_name));
    json.member("plan", row.plan);
    write_limits(json, app.core.directory().limits_set_for(row.id));
    json.member("partition", row.partition);
    json.member("identities", counters.identities);
    json.member("liveIdentities", counters.live());
    json.member("createdAt", to_iso(row.created_at));
  });
}

void write_keys(const service& app, http::json_writer& json) {
  write_rows<projections::api_key_row>(app, json, "apiKeys", "rK", [&](const auto& row) {
    json.member("apiKeyId", to_wire(row.id));
    json.member("projectId", to_wire(row.project));
    json.key("scopes");
    json.begin_array();
    for (const auto& scope : scope_names) {
      if (has_scope(row.scopes, scope.bit)) json.value(scope.name);
    }
    json.end_array();
    json.key("apiVersion");
    row.api_version.empty() ? json.null() : json.value(row.api_version);
    json.member("createdAt", to_iso(row.created_at));
    json.member("revoked", row.revoked_at != 0);
  });
}

void write_tokens(const service& app, http::json_writer& json) {
  write_rows<projections::admin_token_row>(app, json, "adminTokens", "rT", [&](const auto& row) {
    json.member("adminTokenId", to_wire(row.id));
    json.member("createdAt", to_iso(row.created_at));
    json.member("revoked", row.revoked_at != 0);
  });
}

}  // namespace

void list_command(const service& app, http::request&, http::exchange reply) {
  http::response out;
  http::json_writer json(out.body);
  json.begin_object();
  write_organizations(app, json);
  write_projects(app, json);
  write_keys(app, json);
  write_tokens(app, json);
  json.end_object();
  reply.send(std::move(out));
}

}  // namespace carnet::admin
