// What every OCSF event has: classification, metadata, outcome, and what OCSF has no place for.
#include "producers/ocsf/render.hpp"

#include <fmt/format.h>

#include "producers/ocsf/rendering.hpp"

namespace carnet::producers {
namespace {

using schemas::ocsf_version;

constexpr std::string_view product_name = "Carnet";
constexpr std::string_view log_version = "1";  // of what the events mean before they are mapped
constexpr std::uint32_t success = 1;
constexpr std::uint32_t allowed = 1;

struct activity {
  std::uint32_t id;
  std::string_view name;
};

activity activity_in(ocsf_rendering& r) {
  if (r.version >= r.how.activity_since) return {r.how.activity_id, r.how.activity_name};
  r.lose("activity_id");
  return {r.how.before_id, r.how.before_name};
}

std::string_view severity_name(std::uint32_t id) {
  constexpr std::array<std::string_view, 6> names{"Unknown", "Informational", "Low",
                                                  "Medium",  "High",          "Critical"};
  return names[id % names.size()];
}

// Before 1.5.0 an e-mail event says what became of the mail, which is a profile's attribute.
bool tells_action(const ocsf_rendering& r) {
  return r.which() == ocsf_class::email_activity && r.version < ocsf_version::v1_5_0;
}

// 1.1.0 wants to know of an API activity in which cloud it happened.
bool tells_cloud(const ocsf_rendering& r) {
  return r.which() == ocsf_class::api_activity && r.version == ocsf_version::v1_1_0;
}

void write_classification(ocsf_rendering& r) {
  auto& json = r.json;
  const auto what = activity_in(r);
  json.member("activity_id", what.id);
  json.member("activity_name", what.name);
  json.member("category_uid", r.how.category_uid);
  json.member("category_name", r.how.category_name);
  json.member("class_uid", r.how.class_uid);
  json.member("class_name", r.how.class_name);
  json.member("type_uid", r.how.class_uid * 100 + what.id);
  json.key("type_name");
  std::array<char, 96> name;
  const auto end =
      fmt::format_to_n(name.data(), name.size(), "{}: {}", r.how.class_name, what.name);
  json.value(std::string_view(name.data(), std::min(end.size, name.size())));
  json.member("severity_id", r.how.severity_id);
  json.member("severity", severity_name(r.how.severity_id));
  json.member("time", r.fact.at / 1000);
}

void write_profiles(ocsf_rendering& r) {
  if (!tells_action(r) && !tells_cloud(r)) return;
  r.json.key("profiles");
  r.json.begin_array();
  r.json.value(tells_action(r) ? "security_control" : "cloud");
  r.json.end_array();
}

void write_metadata(ocsf_rendering& r) {
  auto& json = r.json;
  json.key("metadata");
  json.begin_object();
  json.member("version", schemas::to_name(r.version));
  json.key("product");
  json.begin_object();
  json.member("name", product_name);
  json.member("vendor_name", product_name);
  json.end_object();
  write_profiles(r);
  json.member("uid", r.fact.uid);
  json.member("event_code", r.how.code);
  json.member("log_name", to_name(r.how.stream));
  json.member("log_version", log_version);
  json.member("sequence", r.fact.sequence);
  json.member("logged_time", r.fact.at / 1000);
  if (!r.fact.project.empty()) json.member("tenant_uid", r.fact.project);
  if (r.fact.mail != nullptr) json.member("correlation_uid", r.fact.mail->uid);
  json.end_object();
}

void write_environment(ocsf_rendering& r) {
  auto& json = r.json;
  if (tells_action(r)) {
    json.member("action_id", allowed);
    json.member("action", "Allowed");
  }
  if (!tells_cloud(r)) return;
  json.key("cloud");
  json.begin_object();
  json.member("provider", product_name);
  if (!r.fact.project.empty()) json.member("project_uid", r.fact.project);
  json.end_object();
}

void write_outcome(ocsf_rendering& r) {
  r.json.member("status_id", success);
  r.json.member("status", "Success");
  if (!r.fact.reason.empty()) r.json.member("status_detail", r.fact.reason);
  r.json.member("message", r.how.message);
}

void write_lost(ocsf_rendering& r) {
  if (r.lost().empty()) return;
  auto& json = r.json;
  json.member("downgraded_from", schemas::to_name(schemas::ocsf_newest));
  json.key("downgraded");
  json.begin_array();
  for (const auto attribute : r.lost()) json.value(attribute);
  json.end_array();
}

void write_unmapped(ocsf_rendering& r) {
  auto& json = r.json;
  json.key("unmapped");
  json.begin_object();
  if (r.fact.at_log.sequence != 0) {
    std::array<char, 48> text;
    const auto end = fmt::format_to_n(text.data(), text.size(), "{}:{}", r.fact.at_log.partition,
                                      r.fact.at_log.sequence);
    json.member("log_position", std::string_view(text.data(), end.size));
  }
  if (!r.fact.project.empty()) json.member("project_uid", r.fact.project);
  if (!r.fact.organization.empty()) json.member("organization_uid", r.fact.organization);
  if (!has_actor(r) && !r.fact.actor.empty()) json.member("actor_uid", r.fact.actor);
  for (const auto& extra : r.fact.extras) {
    json.key(extra.name);
    std::visit([&json](const auto& value) { json.value(value); }, extra.value);
  }
  write_lost(r);
  json.end_object();
}

}  // namespace

void append_ocsf(std::string& out, ocsf_version version, const ocsf_fact& fact) {
  ocsf_rendering r(out, version, fact);
  r.json.begin_object();
  write_metadata(r);
  write_classification(r);
  write_environment(r);
  write_class(r);
  write_outcome(r);
  write_unmapped(r);
  r.json.end_object();
}

std::string render_ocsf(ocsf_version version, const ocsf_fact& fact) {
  std::string out;
  out.reserve(1280);
  append_ocsf(out, version, fact);
  return out;
}

}  // namespace carnet::producers
