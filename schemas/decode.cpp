// Decoding: verified FlatBuffers tables into domain structs, one overload per fact.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "events_generated.h"
#include "schemas/codec.hpp"
#include "schemas/event_numbers.hpp"

namespace carnet::schemas {
namespace {

std::string take(const flatbuffers::Vector<std::uint8_t>* value) {
  if (value == nullptr) return {};
  return {reinterpret_cast<const char*>(value->data()), value->size()};
}

std::string take(const flatbuffers::String* value) {
  return value == nullptr ? std::string() : value->str();
}

template <class Id>
Id take_id(const flatbuffers::String* value) {
  return Id{take(value)};
}

std::vector<identity_id> take(
    const flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>* list) {
  std::vector<identity_id> ids;
  if (list == nullptr) return ids;
  ids.reserve(list->size());
  for (const auto* id : *list) ids.push_back(take_id<identity_id>(id));
  return ids;
}

// Keyed hashes of 16 bytes each, one after the other.
std::vector<std::string> take_hashes(const flatbuffers::Vector<std::uint8_t>* value) {
  constexpr std::size_t width = 16;
  const std::string all = take(value);
  std::vector<std::string> hashes;
  for (std::size_t at = 0; at + width <= all.size(); at += width) {
    hashes.push_back(all.substr(at, width));
  }
  return hashes;
}

provisioned_identity take(const wire::ProvisionedIdentity& w) {
  provisioned_identity item;
  item.id = take_id<identity_id>(w.id());
  item.address_hash = take(w.address_hash());
  item.sealed_profile = take(w.sealed_profile());
  item.tag_hashes = take_hashes(w.tag_hashes());
  item.ttl_s = w.ttl_s();
  item.expires_at = w.expires_at_us();
  return item;
}

event take(const wire::IdentitiesProvisioned& w) {
  identities_provisioned e;
  if (w.items() != nullptr) {
    e.items.reserve(w.items()->size());
    for (const auto* item : *w.items()) e.items.push_back(take(*item));
  }
  e.parent = take_id<identity_id>(w.parent());
  e.root = take_id<identity_id>(w.root());
  e.depth = w.depth();
  e.policy.allow_webhooks = w.allow_webhooks();
  e.policy.extraction_types = w.extraction_types();
  e.policy.min_confidence_permille = w.min_confidence_permille();
  e.event_budget = w.event_budget();
  return e;
}

event take(const wire::IdentityActivated& w) {
  return identity_activated{take_id<identity_id>(w.identity())};
}
event take(const wire::IdentityExtended& w) {
  return identity_extended{take_id<identity_id>(w.identity()), w.expires_at_us()};
}
event take(const wire::IdentitiesOutlived& w) { return identities_outlived{take(w.identities())}; }
event take(const wire::IdentitiesSquashed& w) {
  return identities_squashed{take(w.identities()), static_cast<squash_reason>(w.reason())};
}
event take(const wire::IdentitiesExpired& w) { return identities_expired{take(w.identities())}; }

event take(const wire::MailReceived& w) {
  return mail_received{take_id<identity_id>(w.identity()), w.size_bytes(), take(w.sealed_summary()),
                       take(w.sealed_raw())};
}

event take(const wire::ExtractionCompleted& w) {
  extraction_completed e;
  e.mail = take_id<event_id>(w.mail());
  e.identity = take_id<identity_id>(w.identity());
  e.type = w.type();
  e.sealed_value = take(w.sealed_value());
  e.confidence_permille = w.confidence_permille();
  e.parser_version = take(w.parser_version());
  e.model_name = take(w.model_name());
  return e;
}

event take(const wire::ExtractionNone& w) {
  return extraction_none{take_id<event_id>(w.mail()), take_id<identity_id>(w.identity()),
                         take(w.parser_version())};
}
event take(const wire::SecretRead& w) {
  return secret_read{take_id<event_id>(w.mail()), take_id<identity_id>(w.identity()),
                     static_cast<secret_part>(w.part())};
}
event take(const wire::ContentShredded& w) {
  return content_shredded{take_id<identity_id>(w.identity())};
}
event take(const wire::DeploymentCreated& w) {
  return deployment_created{take(w.master_key_fingerprint())};
}
event take(const wire::PartitionsAdded& w) { return partitions_added{w.events()}; }
event take(const wire::MasterKeyRotated& w) { return master_key_rotated{take(w.fingerprint())}; }
event take(const wire::ApplyVersionRaised& w) { return apply_version_raised{w.version()}; }
event take(const wire::OwnerClaimed& w) {
  return owner_claimed{take(w.node()), w.epoch(), take(w.url())};
}
event take(const wire::OrganizationCreated& w) {
  return organization_created{take_id<organization_id>(w.id()), take(w.name_hash()),
                              take(w.sealed_name())};
}

event take(const wire::ProjectCreated& w) {
  project_created e;
  e.id = take_id<project_id>(w.id());
  e.organization = take_id<organization_id>(w.organization());
  e.name_hash = take(w.name_hash());
  e.sealed_name = take(w.sealed_name());
  e.partition = w.partition();
  e.plan = take(w.plan());
  return e;
}

event take(const wire::ProjectPlanChanged& w) {
  return project_plan_changed{take_id<project_id>(w.project()), take(w.plan())};
}

event take(const wire::DescendantsRevoked& w) {
  return descendants_revoked{take_id<identity_id>(w.identity()), w.squashed()};
}

event take(const wire::ProjectLimitsChanged& w) {
  project_limits_changed e{take_id<project_id>(w.project()), {}};
  if (w.limits() == nullptr) return e;
  e.limits.reserve(w.limits()->size());
  for (const auto* one : *w.limits()) {
    e.limits.push_back({static_cast<limit>(one->limit()), one->amount()});
  }
  return e;
}

event take(const wire::ApiKeyCreated& w) {
  api_key_created e;
  e.id = take_id<api_key_id>(w.id());
  e.project = take_id<project_id>(w.project());
  e.organization = take_id<organization_id>(w.organization());
  e.key_sha256 = take(w.key_sha256());
  e.scopes = w.scopes();
  e.api_version = take(w.api_version());
  return e;
}

event take(const wire::ApiKeyRevoked& w) { return api_key_revoked{take_id<api_key_id>(w.id())}; }
event take(const wire::AdminTokenCreated& w) {
  return admin_token_created{take_id<admin_token_id>(w.id()), take(w.token_sha256())};
}
event take(const wire::AdminTokenRevoked& w) {
  return admin_token_revoked{take_id<admin_token_id>(w.id())};
}

webhook_settings take(const wire::WebhookSettings* w) {
  webhook_settings settings;
  if (w == nullptr) return settings;
  settings.event_types = w->event_types();
  settings.tag_hashes = take_hashes(w->tag_hashes());
  settings.concurrency = w->concurrency();
  settings.per_second = w->per_second();
  return settings;
}

event take(const wire::WebhookRegistered& w) {
  return webhook_registered{take_id<webhook_id>(w.id()), take(w.sealed_target()),
                            take(w.sealed_secret()), take(w.settings())};
}
event take(const wire::WebhookUpdated& w) {
  return webhook_updated{take_id<webhook_id>(w.id()), take(w.sealed_target()), take(w.settings()),
                         w.enabled()};
}
event take(const wire::WebhookSecretRotated& w) {
  return webhook_secret_rotated{take_id<webhook_id>(w.id()), take(w.sealed_secret()),
                                w.old_valid_until_us()};
}
event take(const wire::WebhookDeleted& w) { return webhook_deleted{take_id<webhook_id>(w.id())}; }
event take(const wire::WebhookDisabled& w) {
  return webhook_disabled{take_id<webhook_id>(w.id()), static_cast<webhook_end>(w.reason())};
}

delivery_attempt take(const wire::DeliveryAttempt& w) {
  delivery_attempt attempt;
  attempt.place = w.place();
  attempt.event = take_id<event_id>(w.event());
  attempt.identity = take_id<identity_id>(w.identity());
  attempt.number = w.number();
  attempt.status = w.status();
  attempt.error = static_cast<delivery_error>(w.error());
  attempt.latency_ms = w.latency_ms();
  attempt.next_at = w.next_at_us();
  attempt.sealed_excerpt = take(w.sealed_excerpt());
  attempt.replay = w.replay();
  return attempt;
}

// The verifier does not look at the alignment of a vector's elements, and damaged bytes may have
// any.
template <class Number>
std::vector<Number> take_numbers(const flatbuffers::Vector<Number>* list) {
  static_assert(std::endian::native == std::endian::little, "as FlatBuffers stores numbers");
  if (list == nullptr || list->size() == 0) return {};
  std::vector<Number> numbers(list->size());
  std::memcpy(numbers.data(), list->Data(), numbers.size() * sizeof(Number));
  return numbers;
}

event take(const wire::DeliveriesRecorded& w) {
  deliveries_recorded e;
  e.id = take_id<webhook_id>(w.id());
  e.cursor = w.cursor();
  e.places = take_numbers(w.places());
  e.statuses = take_numbers(w.statuses());
  e.latencies_ms = take_numbers(w.latencies_ms());
  if (w.attempts() != nullptr) {
    e.attempts.reserve(w.attempts()->size());
    for (const auto* attempt : *w.attempts()) e.attempts.push_back(take(*attempt));
  }
  e.paused_until = w.paused_until_us();
  return e;
}

event take(const wire::DeliveriesRequeued& w) {
  return deliveries_requeued{take_id<webhook_id>(w.id()), take_numbers(w.places())};
}

event take(const wire::ExportCreated& w) {
  export_created e;
  e.id = take_id<export_id>(w.id());
  e.format = static_cast<export_format>(w.format());
  e.with_extraction = w.with_extraction();
  e.identity = take_id<identity_id>(w.identity());
  e.created_after = w.created_after_us();
  e.created_before = w.created_before_us();
  e.newest = w.newest();
  e.records = w.records();
  return e;
}

event take(const wire::BulkExportRequested& w) {
  bulk_export_requested e;
  export_created& f = e.facts;
  f.id = take_id<export_id>(w.id());
  f.format = static_cast<export_format>(w.format());
  f.with_extraction = w.with_extraction();
  f.identity = take_id<identity_id>(w.identity());
  f.created_after = w.created_after_us();
  f.created_before = w.created_before_us();
  f.newest = w.newest();
  f.records = w.records_max();
  f.class_uid = w.class_uid();
  return e;
}

event take(const wire::BulkExportCompleted& w) {
  bulk_export_completed e;
  e.id = take_id<export_id>(w.id());
  e.parts.firsts = take_numbers(w.firsts());
  e.parts.records = take_numbers(w.records());
  e.parts.sizes = take_numbers(w.sizes());
  e.parts.checks = take(w.checks());
  e.last = w.last();
  e.sealed_digest = take(w.sealed_digest());
  e.sealed_footer = take(w.sealed_footer());
  return e;
}

event take(const wire::SinkConfigured& w) {
  sink_configured e;
  e.id = take_id<sink_id>(w.id());
  e.settings = {static_cast<sink_kind>(w.kind()),
                w.ocsf_version(),
                w.acknowledged(),
                w.batch_events(),
                w.batch_delay_ms(),
                w.enabled()};
  e.sealed_target = take(w.sealed_target());
  e.from = {w.events_from(), w.access_from()};
  return e;
}

event take(const wire::SinkRemoved& w) { return sink_removed{take_id<sink_id>(w.id())}; }

event take(const wire::SinkProgressed& w) {
  sink_progressed e;
  e.id = take_id<sink_id>(w.id());
  e.cursor = {w.events_cursor(), w.access_cursor()};
  e.delivered = w.delivered();
  e.failures = w.failures();
  e.status = w.status();
  e.error = static_cast<delivery_error>(w.error());
  e.sealed_excerpt = take(w.sealed_excerpt());
  return e;
}

using event_reader = event (*)(const void*);

template <class Table>
event read_as(const void* body) {
  return take(*static_cast<const Table*>(body));
}

template <class... Tables>
consteval auto readers_by_number() {
  std::array<event_reader, static_cast<std::size_t>(wire::EventBody::MAX) + 1> readers{};
  ((readers[static_cast<std::size_t>(wire::EventBodyTraits<Tables>::enum_value)] =
        &read_as<Tables>),
   ...);
  return readers;
}

// By the number in the union; null where a number is not in use.
constexpr auto event_readers = readers_by_number<
    wire::IdentitiesProvisioned, wire::IdentityActivated, wire::IdentityExtended,
    wire::IdentitiesOutlived, wire::IdentitiesSquashed, wire::IdentitiesExpired, wire::MailReceived,
    wire::ExtractionCompleted, wire::ExtractionNone, wire::SecretRead, wire::ContentShredded,
    wire::DeploymentCreated, wire::ApplyVersionRaised, wire::OwnerClaimed,
    wire::OrganizationCreated, wire::ProjectCreated, wire::ProjectPlanChanged, wire::ApiKeyCreated,
    wire::ApiKeyRevoked, wire::AdminTokenCreated, wire::AdminTokenRevoked, wire::MasterKeyRotated,
    wire::ProjectLimitsChanged, wire::DescendantsRevoked, wire::WebhookRegistered,
    wire::WebhookUpdated, wire::WebhookSecretRotated, wire::WebhookDeleted, wire::WebhookDisabled,
    wire::DeliveriesRecorded, wire::DeliveriesRequeued, wire::ExportCreated, wire::PartitionsAdded,
    wire::BulkExportRequested, wire::BulkExportCompleted, wire::SinkConfigured, wire::SinkRemoved,
    wire::SinkProgressed>();
static_assert(std::ranges::all_of(event_numbers,
                                  [](auto number) { return event_readers[number] != nullptr; }));

result<std::vector<event>> take_events(const wire::Record& w) {
  std::vector<event> events;
  if (w.events() == nullptr) return events;
  events.reserve(w.events()->size());
  for (const auto* e : *w.events()) {
    const auto type = static_cast<std::size_t>(e->body_type());
    if (type >= event_readers.size() || (type != 0 && event_readers[type] == nullptr)) {
      return fail(failure_code::unsupported, fmt::format("event type {} is unknown here", type));
    }
    if (type == 0 || e->body() == nullptr)
      return fail(failure_code::corrupt, "event without a body");
    events.push_back(event_readers[type](e->body()));
  }
  return events;
}

}  // namespace

result<record> decode(std::string_view bytes) {
  flatbuffers::Verifier verifier(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(),
                                 16, 1'000'000);
  if (!wire::VerifyRecordBuffer(verifier))
    return fail(failure_code::corrupt, "record does not verify");
  const auto& w = *wire::GetRecord(bytes.data());
  if (w.schema_version() > schema_version) {
    return fail(failure_code::unsupported, fmt::format("record of schema version {}, known is {}",
                                                       w.schema_version(), schema_version));
  }
  auto events = take_events(w);
  if (!events) return std::unexpected(std::move(events.error()));
  record value;
  value.command_id = take(w.command_id());
  value.seed = take(w.seed());
  value.recorded_at = w.recorded_at_us();
  value.project = take_id<project_id>(w.project());
  value.actor = take_id<api_key_id>(w.actor());
  value.events = std::move(*events);
  if (const auto* reply = w.reply()) {
    value.reply = recorded_reply{reply->status(), take(reply->reply_key()),
                                 take(reply->sealed_body()), take(reply->request_hash())};
  }
  return value;
}

}  // namespace carnet::schemas
