#include "api/aidenid/creation.hpp"

#include <array>

#include "producers/identity/address.hpp"
#include "projections/event_ids.hpp"

namespace carnet::aidenid {
namespace {

constexpr std::int64_t ttl_hours_max = 720;
constexpr http::text_rule label_rule{.bytes_max = 128, .bytes_min = 1};
constexpr http::text_rule alias_rule{.bytes_max = 64};
constexpr http::list_rule tags_rule{.count_max = 20, .bytes_max = 64};
constexpr std::size_t metadata_bytes_max = 8 * 1024;

constexpr std::array older_members{"label", "ttl_hours", "additional_hours", "identities",
                                   "identity_ids"};
constexpr std::array newer_members{"aliasTemplate", "ttlHours",    "tags",  "domainPoolId",
                                   "policy",        "eventBudget", "count", "onlyActive",
                                   "confirmAll",    "limit"};

std::uint8_t read_types(http::object_reader& policy) {
  const auto names = policy.texts("extractionTypes", {.count_max = 2, .bytes_max = 16});
  if (!names) return extraction_types::all;
  std::uint8_t types = 0;
  for (const auto& name : *names) {
    if (name == "otp")
      types |= extraction_types::otp;
    else if (name == "link")
      types |= extraction_types::link;
    else
      policy.fail("extractionTypes", "It may hold \"otp\" and \"link\".");
  }
  return types;
}

identity_policy read_policy(http::object_reader& body, std::optional<std::int64_t>& ttl_hours) {
  identity_policy policy;
  auto given = body.object("policy");
  if (!given) return policy;
  const auto mode = given->text("receiveMode", {.bytes_max = 64});
  if (mode && *mode != "EDGE_ACCEPT") given->fail("receiveMode", "It must be EDGE_ACCEPT.");
  policy.allow_webhooks = given->flag("allowWebhooks").value_or(true);
  policy.extraction_types = read_types(*given);
  const auto confidence = given->number("minConfidence", 0, 1);
  if (confidence)
    policy.min_confidence_permille = static_cast<std::uint16_t>(*confidence * 1000 + 0.5);
  // Answers show it here, so that a policy sent back means it. One beside the top level's is not
  // asked for, and thereby named among the ignored fields.
  if (!ttl_hours) ttl_hours = given->integer("ttlHours", 1, ttl_hours_max);
  return policy;
}

void read_older(http::object_reader& body, const call& c, creation& wanted) {
  wanted.label = body.required_text("label", label_rule);
  wanted.alias = wanted.label;
  wanted.ttl_s = body.integer("ttl_hours", 1, ttl_hours_max).value_or(0) * seconds_per_hour;
  wanted.metadata = body.object_text("metadata", metadata_bytes_max).value_or("");
  const auto domain = body.text("domain", {.bytes_max = 253});
  if (domain && *domain != c.app.mail_domain)
    body.fail("domain", "It is no domain of this project.");
}

void read_newer(http::object_reader& body, creation& wanted) {
  wanted.alias = body.text("aliasTemplate", alias_rule).value_or("");
  auto ttl_hours = body.integer("ttlHours", 1, ttl_hours_max);
  wanted.tags = body.texts("tags", tags_rule).value_or(std::vector<std::string>{});
  wanted.domain_pool = body.text("domainPoolId", {.bytes_max = 64}).value_or("");
  wanted.policy = read_policy(body, ttl_hours);
  wanted.ttl_s = ttl_hours.value_or(0) * seconds_per_hour;
}

}  // namespace

hint hint_of(http::object_reader& body) {
  const char* older = nullptr;
  const char* newer = nullptr;
  for (const char* name : older_members) {
    if (older == nullptr && body.has(name)) older = name;
  }
  for (const char* name : newer_members) {
    if (newer == nullptr && body.has(name)) newer = name;
  }
  if (older != nullptr && newer != nullptr) {
    body.fail(older, std::string("It belongs to revision 2026-04-04 and ") + newer +
                         " to 2026-04-29; use the members of one.");
  }
  return older != nullptr ? hint::older : hint::none;
}

creation read_creation(http::object_reader& body, const call& c) {
  creation wanted;
  c.older() ? read_older(body, c, wanted) : read_newer(body, wanted);
  wanted.expect = read_expect(body);
  return wanted;
}

drawn_identity draw_identity(const call& c, const creation& wanted, const std::string& seed,
                             std::size_t member, std::size_t count) {
  const auto& hashes = c.app.core.hashes();
  drawn_identity drawn;
  drawn.item.id = producers::draw_identity_id(c.caller.partition);
  drawn.profile.address =
      producers::local_part(wanted.alias, drawn.item.id) + "@" + c.app.mail_domain;
  drawn.profile.label = wanted.label;
  drawn.profile.metadata = wanted.metadata;
  drawn.profile.tags = wanted.tags;
  drawn.profile.domain_pool = wanted.domain_pool;
  drawn.profile.expect_sender = wanted.expect.sender;
  drawn.profile.expect_host = wanted.expect.host;
  drawn.item.address_hash = hashes.address(drawn.profile.address);
  for (const auto& tag : wanted.tags) {
    drawn.item.tag_hashes.push_back(hashes.tag(c.caller.project.text, tag));
  }
  drawn.item.ttl_s = wanted.ttl_s;
  auto fresh = c.app.core.content().draw_key(producers::key_subject(drawn.item.id));
  const event_id fact =
      projections::member_event_id(projections::event_id_of(seed, 0), member, count);
  drawn.item.sealed_profile = producers::sealed_content::seal_row(
      fresh.key, fact.text, producers::field::profile, drawn.profile);
  drawn.key = std::move(fresh.stored);
  return drawn;
}

}  // namespace carnet::aidenid
