// The attributes that one OCSF class has and another has not.
#include "producers/ocsf/rendering.hpp"

namespace carnet::producers {
namespace {

using schemas::ocsf_version;

constexpr std::uint32_t other_type = 99;
constexpr std::uint32_t system_type = 3;
constexpr std::uint32_t inbound = 1;
constexpr std::string_view nobody = "@carnet.invalid";  // where an address has to be and is none

constexpr bool is_any_of(char c, std::string_view marks) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         marks.contains(c);
}

// Whether OCSF's type of addresses takes the text; it is narrower than RFC 5322.
bool is_plain_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0) return false;
  const auto local = text.substr(0, at);
  const auto domain = text.substr(at + 1);
  const auto dot = domain.find('.');
  return dot != std::string_view::npos && dot != 0 && dot + 1 < domain.size() &&
         std::ranges::all_of(local, [](char c) { return is_any_of(c, "_.+-"); }) &&
         std::ranges::all_of(domain, [](char c) { return is_any_of(c, "-."); });
}

// The address, or one that can not exist with what stands for it.
void write_address(text::json_writer& json, std::string_view address, std::string_view other) {
  if (is_plain_address(address)) return json.value(address);
  std::string stand_in(other);
  json.value(stand_in.append(nobody));
}

void write_user(text::json_writer& json, std::string_view uid, std::string_view type,
                std::uint32_t type_id) {
  json.begin_object();
  json.member("uid", uid);
  json.member("type", type);
  json.member("type_id", type_id);
  json.end_object();
}

void write_actor(ocsf_rendering& r) {
  auto& json = r.json;
  json.key("actor");
  json.begin_object();
  json.key("user");
  r.fact.actor.empty() ? write_user(json, "carnet", "System", system_type)
                       : write_user(json, r.fact.actor, "API key", other_type);
  json.end_object();
}

// Callers' addresses are not on the log; what is known is whether a request or the server did it.
void write_source(ocsf_rendering& r) {
  auto& json = r.json;
  json.key("src_endpoint");
  json.begin_object();
  json.member("svc_name", r.fact.actor.empty() ? "carnet" : "carnet-api");
  json.end_object();
}

void write_entity(ocsf_rendering& r) {
  auto& json = r.json;
  json.key("entity");
  json.begin_object();
  json.member("uid", r.fact.subject);
  if (!r.fact.name.empty()) json.member("name", r.fact.name);
  json.member("type", r.how.subject);
  json.end_object();
}

// A user who gets or loses privileges: a key, a token, a node.
void write_privileges(ocsf_rendering& r) {
  auto& json = r.json;
  json.key("user");
  write_user(json, r.fact.subject, r.how.subject, other_type);
  json.key("privileges");
  json.begin_array();
  for (const auto privilege : r.fact.privileges) json.value(privilege);
  json.end_array();
}

void write_email(ocsf_rendering& r) {
  auto& json = r.json;
  const ocsf_mail& mail = *r.fact.mail;
  json.member("direction_id", inbound);
  json.member("direction", "Inbound");
  json.key("email");
  json.begin_object();
  json.member("uid", mail.uid);
  // From 1.5.0 on one of the two is enough.
  if (r.version < ocsf_version::v1_5_0 || is_plain_address(mail.from)) {
    if (!is_plain_address(mail.from)) r.lose("email.from");
    json.key("from");
    write_address(json, mail.from, "unknown");
  }
  json.key("to");
  json.begin_array();
  write_address(json, mail.to, r.fact.subject);
  json.end_array();
  if (!mail.subject.empty()) json.member("subject", mail.subject);
  if (!mail.message_id.empty()) json.member("message_uid", mail.message_id);
  json.member("size", mail.size);
  json.end_object();
}

void write_api(ocsf_rendering& r) {
  auto& json = r.json;
  json.key("api");
  json.begin_object();
  json.member("operation", r.how.operation);
  json.end_object();
  json.key("resources");
  json.begin_array();
  json.begin_object();
  json.member("uid", r.fact.subject);
  json.member("type", r.how.subject);
  json.end_object();
  json.end_array();
}

void write_datastore(ocsf_rendering& r) {
  auto& json = r.json;
  json.key("table");
  json.begin_object();
  json.member("uid", r.fact.subject);
  json.member("name", r.fact.name);
  json.end_object();
}

}  // namespace

bool has_actor(const ocsf_rendering& r) {
  switch (r.which()) {
    case ocsf_class::api_activity:
    case ocsf_class::datastore_activity:
      return true;
    case ocsf_class::authorize_session:
    case ocsf_class::entity_management:
    case ocsf_class::user_access:
      return r.version >= ocsf_version::v1_5_0;
    case ocsf_class::email_activity:
      return false;
  }
  return false;
}

void write_class(ocsf_rendering& r) {
  if (has_actor(r)) {
    write_actor(r);
  } else if (r.which() != ocsf_class::email_activity) {
    r.lose("actor");
  }
  switch (r.which()) {
    case ocsf_class::authorize_session:
    case ocsf_class::user_access:
      return write_privileges(r);
    case ocsf_class::entity_management:
      return write_entity(r);
    case ocsf_class::email_activity:
      return write_email(r);
    case ocsf_class::api_activity:
      write_source(r);
      return write_api(r);
    case ocsf_class::datastore_activity:
      write_source(r);
      return write_datastore(r);
  }
}

}  // namespace carnet::producers
