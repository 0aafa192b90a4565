// Encoding: domain structs into FlatBuffers tables, one overload per fact.
#include "schemas/codec.hpp"

#include <algorithm>
#include <variant>

#include "events_generated.h"
#include "schemas/event_numbers.hpp"

namespace carnet::schemas {
namespace {

using builder = flatbuffers::FlatBufferBuilder;
using bytes_offset = flatbuffers::Offset<flatbuffers::Vector<std::uint8_t>>;
using text_offset = flatbuffers::Offset<flatbuffers::String>;
using any_offset = flatbuffers::Offset<void>;

bytes_offset bytes(builder& b, const std::string& value) {
  if (value.empty()) return 0;
  return b.CreateVector(reinterpret_cast<const std::uint8_t*>(value.data()), value.size());
}

text_offset text(builder& b, const std::string& value) {
  return value.empty() ? text_offset(0) : b.CreateString(value);
}

template <class Tag>
text_offset text(builder& b, const named_id<Tag>& id) {
  return text(b, id.text);
}

auto id_list(builder& b, const std::vector<identity_id>& ids) {
  std::vector<text_offset> items;
  items.reserve(ids.size());
  for (const auto& id : ids) items.push_back(text(b, id));
  return b.CreateVector(items);
}

flatbuffers::Offset<wire::ProvisionedIdentity> put(builder& b, const provisioned_identity& item) {
  std::string tags;
  for (const auto& hash : item.tag_hashes) tags += hash;
  const auto id = text(b, item.id);
  const auto address = bytes(b, item.address_hash);
  const auto profile = bytes(b, item.sealed_profile);
  const auto tag_hashes = bytes(b, tags);
  return wire::CreateProvisionedIdentity(b, id, address, profile, tag_hashes, item.ttl_s,
                                         item.expires_at);
}

any_offset put(builder& b, const identities_provisioned& e) {
  std::vector<flatbuffers::Offset<wire::ProvisionedIdentity>> items;
  items.reserve(e.items.size());
  for (const auto& item : e.items) items.push_back(put(b, item));
  const auto list = b.CreateVector(items);
  const auto parent = text(b, e.parent);
  const auto root = text(b, e.root);
  return wire::CreateIdentitiesProvisioned(b, list, parent, root, e.depth, e.policy.allow_webhooks,
                                           e.policy.extraction_types,
                                           e.policy.min_confidence_permille, e.event_budget)
      .Union();
}

any_offset put(builder& b, const identity_activated& e) {
  return wire::CreateIdentityActivated(b, text(b, e.identity)).Union();
}

any_offset put(builder& b, const identity_extended& e) {
  return wire::CreateIdentityExtended(b, text(b, e.identity), e.expires_at).Union();
}

any_offset put(builder& b, const identities_outlived& e) {
  return wire::CreateIdentitiesOutlived(b, id_list(b, e.identities)).Union();
}

any_offset put(builder& b, const identities_squashed& e) {
  const auto ids = id_list(b, e.identities);
  return wire::CreateIdentitiesSquashed(b, ids, static_cast<std::uint8_t>(e.reason)).Union();
}

any_offset put(builder& b, const descendants_revoked& e) {
  return wire::CreateDescendantsRevoked(b, text(b, e.identity), e.squashed).Union();
}

any_offset put(builder& b, const identities_expired& e) {
  return wire::CreateIdentitiesExpired(b, id_list(b, e.identities)).Union();
}

any_offset put(builder& b, const mail_received& e) {
  const auto identity = text(b, e.identity);
  const auto summary = bytes(b, e.sealed_summary);
  const auto raw = bytes(b, e.sealed_raw);
  return wire::CreateMailReceived(b, identity, e.size, summary, raw).Union();
}

any_offset put(builder& b, const extraction_completed& e) {
  const auto mail = text(b, e.mail);
  const auto identity = text(b, e.identity);
  const auto value = bytes(b, e.sealed_value);
  const auto parser = text(b, e.parser_version);
  const auto model = text(b, e.model_name);
  return wire::CreateExtractionCompleted(b, mail, identity, e.type, value, e.confidence_permille,
                                         parser, model)
      .Union();
}

any_offset put(builder& b, const extraction_none& e) {
  const auto mail = text(b, e.mail);
  const auto identity = text(b, e.identity);
  const auto parser = text(b, e.parser_version);
  return wire::CreateExtractionNone(b, mail, identity, parser).Union();
}

any_offset put(builder& b, const secret_read& e) {
  const auto mail = text(b, e.mail);
  const auto identity = text(b, e.identity);
  return wire::CreateSecretRead(b, mail, identity, static_cast<std::uint8_t>(e.part)).Union();
}

any_offset put(builder& b, const content_shredded& e) {
  return wire::CreateContentShredded(b, text(b, e.identity)).Union();
}

any_offset put(builder& b, const deployment_created& e) {
  return wire::CreateDeploymentCreated(b, text(b, e.master_key_fingerprint)).Union();
}

any_offset put(builder& b, const partitions_added& e) {
  return wire::CreatePartitionsAdded(b, e.events).Union();
}

any_offset put(builder& b, const master_key_rotated& e) {
  return wire::CreateMasterKeyRotated(b, text(b, e.fingerprint)).Union();
}

any_offset put(builder& b, const apply_version_raised& e) {
  return wire::CreateApplyVersionRaised(b, e.version).Union();
}

any_offset put(builder& b, const owner_claimed& e) {
  const auto node = text(b, e.node);
  const auto url = text(b, e.url);
  return wire::CreateOwnerClaimed(b, node, e.epoch, url).Union();
}

any_offset put(builder& b, const organization_created& e) {
  const auto id = text(b, e.id);
  const auto hash = bytes(b, e.name_hash);
  const auto name = bytes(b, e.sealed_name);
  return wire::CreateOrganizationCreated(b, id, hash, name).Union();
}

any_offset put(builder& b, const project_created& e) {
  const auto id = text(b, e.id);
  const auto organization = text(b, e.organization);
  const auto hash = bytes(b, e.name_hash);
  const auto name = bytes(b, e.sealed_name);
  const auto plan = text(b, e.plan);
  return wire::CreateProjectCreated(b, id, organization, hash, name, e.partition, plan).Union();
}

any_offset put(builder& b, const project_plan_changed& e) {
  const auto project = text(b, e.project);
  const auto plan = text(b, e.plan);
  return wire::CreateProjectPlanChanged(b, project, plan).Union();
}

any_offset put(builder& b, const project_limits_changed& e) {
  std::vector<flatbuffers::Offset<wire::LimitAmount>> items;
  items.reserve(e.limits.size());
  for (const auto& one : e.limits) {
    items.push_back(wire::CreateLimitAmount(b, static_cast<std::uint8_t>(one.which), one.amount));
  }
  const auto limits = b.CreateVector(items);
  const auto project = text(b, e.project);
  return wire::CreateProjectLimitsChanged(b, project, limits).Union();
}

any_offset put(builder& b, const api_key_created& e) {
  const auto id = text(b, e.id);
  const auto project = text(b, e.project);
  const auto organization = text(b, e.organization);
  const auto hash = bytes(b, e.key_sha256);
  const auto version = text(b, e.api_version);
  return wire::CreateApiKeyCreated(b, id, project, organization, hash, e.scopes, version).Union();
}

any_offset put(builder& b, const api_key_revoked& e) {
  return wire::CreateApiKeyRevoked(b, text(b, e.id)).Union();
}

any_offset put(builder& b, const admin_token_created& e) {
  const auto id = text(b, e.id);
  const auto hash = bytes(b, e.token_sha256);
  return wire::CreateAdminTokenCreated(b, id, hash).Union();
}

any_offset put(builder& b, const admin_token_revoked& e) {
  return wire::CreateAdminTokenRevoked(b, text(b, e.id)).Union();
}

flatbuffers::Offset<wire::WebhookSettings> put(builder& b, const webhook_settings& settings) {
  std::string tags;
  for (const auto& hash : settings.tag_hashes) tags += hash;
  const auto tag_hashes = bytes(b, tags);
  return wire::CreateWebhookSettings(b, settings.event_types, tag_hashes, settings.concurrency,
                                     settings.per_second);
}

any_offset put(builder& b, const webhook_registered& e) {
  const auto id = text(b, e.id);
  const auto target = bytes(b, e.sealed_target);
  const auto secret = bytes(b, e.sealed_secret);
  const auto settings = put(b, e.settings);
  return wire::CreateWebhookRegistered(b, id, target, secret, settings).Union();
}

any_offset put(builder& b, const webhook_updated& e) {
  const auto id = text(b, e.id);
  const auto target = bytes(b, e.sealed_target);
  const auto settings = put(b, e.settings);
  return wire::CreateWebhookUpdated(b, id, target, settings, e.enabled).Union();
}

any_offset put(builder& b, const webhook_secret_rotated& e) {
  const auto id = text(b, e.id);
  const auto secret = bytes(b, e.sealed_secret);
  return wire::CreateWebhookSecretRotated(b, id, secret, e.old_valid_until).Union();
}

any_offset put(builder& b, const webhook_deleted& e) {
  return wire::CreateWebhookDeleted(b, text(b, e.id)).Union();
}

any_offset put(builder& b, const webhook_disabled& e) {
  const auto id = text(b, e.id);
  return wire::CreateWebhookDisabled(b, id, static_cast<std::uint8_t>(e.reason)).Union();
}

flatbuffers::Offset<wire::DeliveryAttempt> put(builder& b, const delivery_attempt& attempt) {
  const auto event_text = text(b, attempt.event);
  const auto identity = text(b, attempt.identity);
  const auto excerpt = bytes(b, attempt.sealed_excerpt);
  return wire::CreateDeliveryAttempt(b, attempt.place, event_text, identity, attempt.number,
                                     attempt.status, static_cast<std::uint8_t>(attempt.error),
                                     attempt.latency_ms, attempt.next_at, excerpt, attempt.replay);
}

any_offset put(builder& b, const deliveries_recorded& e) {
  std::vector<flatbuffers::Offset<wire::DeliveryAttempt>> items;
  items.reserve(e.attempts.size());
  for (const auto& attempt : e.attempts) items.push_back(put(b, attempt));
  const auto id = text(b, e.id);
  const auto places = b.CreateVector(e.places);
  const auto statuses = b.CreateVector(e.statuses);
  const auto latencies = b.CreateVector(e.latencies_ms);
  const auto attempts = b.CreateVector(items);
  return wire::CreateDeliveriesRecorded(b, id, e.cursor, places, statuses, latencies, attempts,
                                        e.paused_until)
      .Union();
}

any_offset put(builder& b, const deliveries_requeued& e) {
  const auto id = text(b, e.id);
  return wire::CreateDeliveriesRequeued(b, id, b.CreateVector(e.places)).Union();
}

any_offset put(builder& b, const export_created& e) {
  const auto id = text(b, e.id);
  const auto identity = text(b, e.identity);
  return wire::CreateExportCreated(b, id, static_cast<std::uint8_t>(e.format), e.with_extraction,
                                   identity, e.created_after, e.created_before, e.newest, e.records)
      .Union();
}

any_offset put(builder& b, const bulk_export_requested& e) {
  const export_created& f = e.facts;
  const auto id = text(b, f.id);
  const auto identity = text(b, f.identity);
  return wire::CreateBulkExportRequested(b, id, static_cast<std::uint8_t>(f.format),
                                         f.with_extraction, identity, f.created_after,
                                         f.created_before, f.newest, f.records, f.class_uid)
      .Union();
}

any_offset put(builder& b, const bulk_export_completed& e) {
  const auto id = text(b, e.id);
  const auto firsts = b.CreateVector(e.parts.firsts);
  const auto records = b.CreateVector(e.parts.records);
  const auto sizes = b.CreateVector(e.parts.sizes);
  const auto checks = bytes(b, e.parts.checks);
  const auto digest = bytes(b, e.sealed_digest);
  const auto footer = bytes(b, e.sealed_footer);
  return wire::CreateBulkExportCompleted(b, id, firsts, records, sizes, checks, e.last, digest,
                                         footer)
      .Union();
}

any_offset put(builder& b, const sink_configured& e) {
  const auto id = text(b, e.id);
  const auto target = bytes(b, e.sealed_target);
  const sink_settings& s = e.settings;
  return wire::CreateSinkConfigured(b, id, static_cast<std::uint8_t>(s.kind), s.ocsf_version,
                                    s.acknowledged, s.batch_events, s.batch_delay_ms, s.enabled,
                                    target, e.from.events, e.from.access)
      .Union();
}

any_offset put(builder& b, const sink_removed& e) {
  return wire::CreateSinkRemoved(b, text(b, e.id)).Union();
}

any_offset put(builder& b, const sink_progressed& e) {
  const auto id = text(b, e.id);
  const auto excerpt = bytes(b, e.sealed_excerpt);
  return wire::CreateSinkProgressed(b, id, e.cursor.events, e.cursor.access, e.delivered,
                                    e.failures, e.status, static_cast<std::uint8_t>(e.error),
                                    excerpt)
      .Union();
}

flatbuffers::Offset<wire::Event> put(builder& b, const event& e) {
  const auto body = std::visit([&b](const auto& fact) { return put(b, fact); }, e);
  return wire::CreateEvent(b, static_cast<wire::EventBody>(event_numbers[e.index()]), body);
}

flatbuffers::Offset<wire::Reply> put(builder& b, const recorded_reply& reply) {
  const auto key = text(b, reply.reply_key);
  const auto body = bytes(b, reply.sealed_body);
  const auto hash = bytes(b, reply.request_hash);
  return wire::CreateReply(b, reply.status, key, body, hash);
}

static_assert(static_cast<std::uint8_t>(wire::EventBody::MAX) ==
              *std::ranges::max_element(event_numbers));

}  // namespace

std::string encode(const record& value) {
  thread_local builder b(4096);
  b.Clear();
  std::vector<flatbuffers::Offset<wire::Event>> events;
  events.reserve(value.events.size());
  for (const auto& e : value.events) events.push_back(put(b, e));
  const auto list = b.CreateVector(events);
  const auto command = bytes(b, value.command_id);
  const auto seed = bytes(b, value.seed);
  const auto project = text(b, value.project);
  const auto actor = text(b, value.actor);
  flatbuffers::Offset<wire::Reply> reply = 0;
  if (value.reply) reply = put(b, *value.reply);
  b.Finish(wire::CreateRecord(b, schema_version, command, seed, value.recorded_at, project, actor,
                              list, reply),
           wire::RecordIdentifier());
  return {reinterpret_cast<const char*>(b.GetBufferPointer()), b.GetSize()};
}

}  // namespace carnet::schemas
