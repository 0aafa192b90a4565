#include "tests/support/random_events.hpp"

#include <utility>

namespace carnet::test {
namespace {

std::string text(random_source& chance) { return "text " + std::to_string(chance.below(1000)); }

std::string blob(random_source& chance) { return chance.bytes(1 + chance.below(40)); }

template <class Number = std::uint64_t>
Number number(random_source& chance) {
  return static_cast<Number>(1 + chance.below(127));
}

std::vector<identity_id> identities(random_source& chance) {
  std::vector<identity_id> ids;
  for (auto n = 1 + chance.below(4); n > 0; --n) ids.push_back(chance.id<identity_tag>());
  return ids;
}

provisioned_identity item(random_source& chance) {
  provisioned_identity one{chance.id<identity_tag>(), chance.bytes(16), blob(chance), {}, 0, 0};
  for (auto n = chance.below(3); n > 0; --n) one.tag_hashes.push_back(chance.bytes(16));
  one.ttl_s = number<duration_s>(chance);
  one.expires_at = static_cast<unix_us>(chance.next() >> 2);
  return one;
}

void fill(identities_provisioned& e, random_source& chance) {
  for (auto n = 1 + chance.below(3); n > 0; --n) e.items.push_back(item(chance));
  e.parent = chance.id<identity_tag>();
  e.root = chance.id<identity_tag>();
  e.depth = number<std::uint8_t>(chance);
  e.policy = {chance.chance(500), number<std::uint8_t>(chance), number<std::uint16_t>(chance)};
  e.event_budget = number<std::uint32_t>(chance);
}

void fill(identity_activated& e, random_source& c) { e = {c.id<identity_tag>()}; }
void fill(identity_extended& e, random_source& c) {
  e = {c.id<identity_tag>(), static_cast<unix_us>(c.next() >> 2)};
}
void fill(identities_outlived& e, random_source& c) { e = {identities(c)}; }
void fill(identities_squashed& e, random_source& c) {
  e = {identities(c), static_cast<squash_reason>(1 + c.below(4))};
}
void fill(identities_expired& e, random_source& c) { e = {identities(c)}; }
void fill(mail_received& e, random_source& c) {
  e = {c.id<identity_tag>(), number(c), blob(c), blob(c)};
}
void fill(extraction_completed& e, random_source& c) {
  e = {c.id<event_tag>(),
       c.id<identity_tag>(),
       number<std::uint8_t>(c),
       blob(c),
       number<std::uint16_t>(c),
       text(c),
       text(c)};
}
void fill(extraction_none& e, random_source& c) {
  e = {c.id<event_tag>(), c.id<identity_tag>(), text(c)};
}
void fill(secret_read& e, random_source& c) {
  e = {c.id<event_tag>(), c.id<identity_tag>(), static_cast<secret_part>(1 + c.below(2))};
}
void fill(content_shredded& e, random_source& c) { e = {c.id<identity_tag>()}; }
void fill(deployment_created& e, random_source& c) { e = {text(c)}; }
void fill(apply_version_raised& e, random_source& c) { e = {number<std::uint32_t>(c)}; }
void fill(owner_claimed& e, random_source& c) { e = {text(c), number(c), text(c)}; }
void fill(organization_created& e, random_source& c) {
  e = {c.id<organization_tag>(), c.bytes(16), blob(c)};
}
void fill(project_created& e, random_source& c) {
  e = {c.id<project_tag>(),
       c.id<organization_tag>(),
       c.bytes(16),
       blob(c),
       number<std::uint32_t>(c),
       text(c)};
}
void fill(project_plan_changed& e, random_source& c) { e = {c.id<project_tag>(), text(c)}; }
void fill(api_key_created& e, random_source& c) {
  e = {c.id<api_key_tag>(), c.id<project_tag>(),      c.id<organization_tag>(),
       c.bytes(32),         number<std::uint32_t>(c), text(c)};
}
void fill(api_key_revoked& e, random_source& c) { e = {c.id<api_key_tag>()}; }
void fill(admin_token_created& e, random_source& c) { e = {c.id<admin_token_tag>(), c.bytes(32)}; }
void fill(admin_token_revoked& e, random_source& c) { e = {c.id<admin_token_tag>()}; }
void fill(descendants_revoked& e, random_source& c) {
  e = {c.id<identity_tag>(), number<std::uint32_t>(c)};
}
void fill(project_limits_changed& e, random_source& c) {
  e = {c.id<project_tag>(), {}};
  for (auto n = c.below(4); n > 0; --n) {
    e.limits.push_back({static_cast<limit>(1 + c.below(10)), number<std::uint32_t>(c)});
  }
}
void fill(export_created& e, random_source& c) {
  e = {c.id<export_tag>(),
       static_cast<export_format>(1 + c.below(2)),
       c.below(2) == 1,
       c.id<identity_tag>(),
       number<unix_us>(c),
       number<unix_us>(c),
       number(c),
       number<std::uint32_t>(c),
       0};
}
void fill(bulk_export_requested& e, random_source& c) {
  fill(e.facts, c);
  e.facts.class_uid = number<std::uint32_t>(c);
}
void fill(bulk_export_completed& e, random_source& c) {
  e.id = c.id<export_tag>();
  for (auto n = c.below(3); n > 0; --n) {
    e.parts.firsts.push_back(number(c));
    e.parts.records.push_back(number<std::uint32_t>(c));
    e.parts.sizes.push_back(number<std::uint32_t>(c));
    e.parts.checks += c.bytes(export_parts::check_bytes);
  }
  e.last = number(c);
  e.sealed_digest = blob(c);
  e.sealed_footer = blob(c);
}
void fill(sink_configured& e, random_source& c) {
  e = {c.id<sink_tag>(),
       {static_cast<sink_kind>(1 + c.below(2)), number<std::uint8_t>(c), c.chance(500),
        number<std::uint32_t>(c), number<std::uint32_t>(c), c.chance(500)},
       blob(c),
       {number(c), number(c)}};
}
void fill(sink_removed& e, random_source& c) { e = {c.id<sink_tag>()}; }
void fill(sink_progressed& e, random_source& c) {
  e = {c.id<sink_tag>(),
       {number(c), number(c)},
       number<std::uint32_t>(c),
       number<std::uint32_t>(c),
       number<std::uint16_t>(c),
       static_cast<delivery_error>(c.below(5)),
       blob(c)};
}
void fill(partitions_added& e, random_source& c) { e = {number<std::uint32_t>(c)}; }
void fill(master_key_rotated& e, random_source& c) { e = {text(c)}; }

webhook_settings settings(random_source& c) {
  webhook_settings made{
      number<std::uint32_t>(c), {}, number<std::uint32_t>(c), number<std::uint32_t>(c)};
  for (auto n = c.below(3); n > 0; --n) made.tag_hashes.push_back(c.bytes(16));
  return made;
}
void fill(webhook_registered& e, random_source& c) {
  e = {c.id<webhook_tag>(), blob(c), blob(c), settings(c)};
}
void fill(webhook_updated& e, random_source& c) {
  e = {c.id<webhook_tag>(), blob(c), settings(c), c.chance(500)};
}
void fill(webhook_secret_rotated& e, random_source& c) {
  e = {c.id<webhook_tag>(), blob(c), static_cast<unix_us>(c.next() >> 2)};
}
void fill(webhook_deleted& e, random_source& c) { e = {c.id<webhook_tag>()}; }
void fill(webhook_disabled& e, random_source& c) {
  e = {c.id<webhook_tag>(), static_cast<webhook_end>(1 + c.below(3))};
}
delivery_attempt attempt(random_source& c) {
  return {number(c),
          c.id<event_tag>(),
          c.id<identity_tag>(),
          number<std::uint16_t>(c),
          number<std::uint16_t>(c),
          static_cast<delivery_error>(c.below(10)),
          number<std::uint32_t>(c),
          static_cast<unix_us>(c.next() >> 2),
          blob(c),
          c.chance(500)};
}
void fill(deliveries_recorded& e, random_source& c) {
  e.id = c.id<webhook_tag>();
  e.cursor = number(c);
  for (auto n = 1 + c.below(4); n > 0; --n) {
    e.places.push_back(number(c));
    e.statuses.push_back(number<std::uint16_t>(c));
    e.latencies_ms.push_back(number<std::uint32_t>(c));
  }
  for (auto n = 1 + c.below(3); n > 0; --n) e.attempts.push_back(attempt(c));
  e.paused_until = static_cast<unix_us>(c.next() >> 2);
}
void fill(deliveries_requeued& e, random_source& c) {
  e = {c.id<webhook_tag>(), {number(c), number(c)}};
}

template <std::size_t... Kinds>
event make(std::size_t kind, random_source& chance, std::index_sequence<Kinds...>) {
  event made;
  const auto one = [&]<std::size_t Kind>() {
    if (kind == Kind) fill(made.emplace<Kind>(), chance);
  };
  (one.template operator()<Kinds>(), ...);
  return made;
}

}  // namespace

event random_event(std::size_t kind, random_source& chance) {
  return make(kind, chance, std::make_index_sequence<std::variant_size_v<event>>());
}

record random_record(random_source& chance) {
  record rec;
  rec.command_id = chance.bytes(16);
  rec.seed = chance.bytes(16);
  rec.recorded_at = static_cast<unix_us>(chance.next() >> 2);
  if (chance.chance(800)) rec.project = chance.id<project_tag>();
  if (chance.chance(800)) rec.actor = chance.id<api_key_tag>();
  for (auto n = 1 + chance.below(5); n > 0; --n) {
    rec.events.push_back(random_event(chance.below(std::variant_size_v<event>), chance));
  }
  if (chance.chance(500)) {
    rec.reply = {static_cast<std::uint16_t>(chance.below(600)), text(chance), blob(chance),
                 blob(chance)};
  }
  return rec;
}

}  // namespace carnet::test
