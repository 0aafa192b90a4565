// Endpoints: registered, changed, ended.
#include "projections/webhook/apply.hpp"
#include "projections/webhook/table.hpp"

namespace carnet::projections {
namespace {

namespace keys = storage::keys;

constexpr std::size_t swept_per_record_max = 512;

// What the endpoint wants from the next place of the project's stream on. An event of this very
// record has its place already.
void open_period(step& s, webhook_row& row) {
  const std::uint64_t from = s.counters().sequence + 1;
  if (!row.period_from.empty() && row.period_from.back() == from) {
    row.period_from.pop_back();
    row.period_types.pop_back();
    row.period_tags.pop_back();
  }
  std::string tags;
  for (const auto& hash : row.settings.tag_hashes) tags += hash;
  row.period_from.push_back(from);
  row.period_types.push_back(row.enabled ? row.settings.event_types : period_disabled);
  row.period_tags.push_back(std::move(tags));
}

// The deliveries of deleted endpoints, a bounded number with each record about webhooks.
void sweep(step& s) {
  const auto deleted = keys::deleted_webhooks();
  std::string first;
  s.rows.scan(deleted, deleted.end_of_prefix(), [&first](auto key, auto) {
    first.assign(key);
    return false;
  });
  if (first.empty()) return;
  const auto id = storage::row_key_reader(std::string_view(first).substr(2)).id<webhook_id>();
  std::vector<std::string> old;
  for (const auto& kind :
       {keys::deliveries_of(id), keys::deliveries_due(id), keys::delivered_at_once(id)}) {
    s.rows.scan(kind, kind.end_of_prefix(), [&old](auto key, auto) {
      old.emplace_back(key);
      return old.size() < swept_per_record_max;
    });
    if (old.size() >= swept_per_record_max) break;
  }
  for (const auto& key : old) s.rows.erase(key);
  if (old.size() < swept_per_record_max) s.rows.erase(first);
}

webhook_counters counters_of_webhooks(const step& s) {
  return s.load<webhook_counters>(keys::webhook_counters(s.rec.project))
      .value_or(webhook_counters{});
}

}  // namespace

void note_webhook(step& s, const webhook_id& id, std::vector<std::uint64_t> numbers) {
  s.note({.subject = to_wire(id), .numbers = std::move(numbers)});
}

void tell_webhook(step& s) { s.out.push_back({notice_kind::webhook_changed, {}}); }

void apply(step& s, const webhook_registered& e) {
  auto counters = counters_of_webhooks(s);
  webhook_row row;
  row.id = e.id;
  row.project = s.rec.project;
  row.ordinal = counters.created++;
  ++counters.count;
  row.created_at = row.updated_at = row.rotated_at = s.now();
  row.sealed_target = e.sealed_target;
  row.sealed_secret = e.sealed_secret;
  row.settings = e.settings;
  row.cursor = s.counters().sequence;
  open_period(s, row);
  s.save(keys::webhook(e.id), row);
  s.save(keys::webhook_counters(s.rec.project), counters);
  s.rows.put(keys::webhooks_of(s.rec.project).number(row.ordinal), e.id.text);
  sweep(s);
  note_webhook(s, e.id);
  tell_webhook(s);
}

void apply(step& s, const webhook_updated& e) {
  webhook_row row = existing_webhook(s, e.id);
  const bool woken = e.enabled && !row.enabled;
  row.updated_at = s.now();
  row.sealed_target = e.sealed_target;
  row.settings = e.settings;
  row.ended = e.enabled ? 0 : static_cast<std::uint8_t>(webhook_end::request);
  row.enabled = e.enabled;
  if (woken) {
    row.failures = 0;
    row.failing_since = 0;
    row.paused_until = 0;
    if (s.version() >= version_with_all_replays) row.resumed_at = s.now();
  }
  open_period(s, row);
  s.save(keys::webhook(e.id), row);
  sweep(s);
  note_webhook(s, e.id, {static_cast<std::uint64_t>(e.enabled)});
  tell_webhook(s);
}

void apply(step& s, const webhook_secret_rotated& e) {
  webhook_row row = existing_webhook(s, e.id);
  row.sealed_old_secret = e.old_valid_until != 0 ? row.sealed_secret : std::string();
  row.old_valid_until = e.old_valid_until;
  row.sealed_secret = e.sealed_secret;
  row.rotated_at = s.now();
  s.save(keys::webhook(e.id), row);
  note_webhook(s, e.id);
  tell_webhook(s);
}

void apply(step& s, const webhook_deleted& e) {
  const webhook_row row = existing_webhook(s, e.id);
  auto counters = counters_of_webhooks(s);
  --counters.count;
  s.save(keys::webhook_counters(s.rec.project), counters);
  s.rows.erase(keys::webhook(e.id));
  s.rows.erase(keys::webhooks_of(s.rec.project).number(row.ordinal));
  s.rows.put(keys::deleted_webhooks().id(e.id), {});
  sweep(s);
  note_webhook(s, e.id);
  tell_webhook(s);
}

void apply(step& s, const webhook_disabled& e) {
  webhook_row row = existing_webhook(s, e.id);
  row.enabled = false;
  row.ended = static_cast<std::uint8_t>(e.reason);
  row.updated_at = s.now();
  open_period(s, row);
  s.save(keys::webhook(e.id), row);
  note_webhook(s, e.id, {static_cast<std::uint64_t>(e.reason)});
  tell_webhook(s);
}

}  // namespace carnet::projections
