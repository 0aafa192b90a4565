#include "projections/tenancy/apply.hpp"

#include "projections/tenancy/rows.hpp"

namespace carnet::projections {
namespace {

namespace keys = storage::keys;

// Changes a row that an event on the log names; it exists, or the log is broken.
template <class Row, class Change>
void change(step& s, std::string_view key, const Change& apply_change) {
  auto row = s.load<Row>(key);
  check(row.has_value(), "a control row named by an event exists");
  apply_change(*row);
  s.save(key, *row);
}

void tell_tenancy(step& s) { s.out.push_back({notice_kind::tenancy_changed, {}}); }

}  // namespace

void apply(step& s, const deployment_created& e) {
  s.save(keys::deployment(), deployment_row{e.master_key_fingerprint});
}

void apply(step& s, const master_key_rotated& e) {
  s.save(keys::deployment(), deployment_row{e.fingerprint});
}

void apply(step& s, const partitions_added& e) {
  s.save(keys::partitions(), partitions_row{e.events});
  tell_tenancy(s);
}

void apply(step& s, const apply_version_raised& e) {
  auto facts = s.load<partition_facts>(keys::partition_facts()).value_or(partition_facts{});
  facts.apply_version = e.version;
  s.save(keys::partition_facts(), facts);
}

void apply(step& s, const owner_claimed& e) {
  auto facts = s.load<partition_facts>(keys::partition_facts()).value_or(partition_facts{});
  facts.node = e.node;
  facts.epoch = e.epoch;
  s.save(keys::partition_facts(), facts);
  const auto url = keys::owner_url();
  if (!e.url.empty()) return s.rows.put(url, e.url);
  if (s.rows.get(url)) s.rows.erase(url);
}

void apply(step& s, const organization_created& e) {
  s.save(keys::organization(e.id), organization_row{e.id, e.sealed_name, s.now()});
  s.rows.put(keys::name(e.name_hash), e.id.text);
  tell_tenancy(s);
}

void apply(step& s, const project_created& e) {
  s.save(keys::project(e.id),
         project_row{e.id, e.organization, e.sealed_name, e.partition, e.plan, s.now()});
  s.rows.put(keys::name(e.name_hash), e.id.text);
  s.note_access(e.id, {.subject = to_wire(e.id), .detail = e.plan});
  tell_tenancy(s);
}

void apply(step& s, const project_plan_changed& e) {
  change<project_row>(s, keys::project(e.project), [&e](project_row& row) { row.plan = e.plan; });
  s.note_access(e.project, {.subject = to_wire(e.project), .detail = e.plan});
  tell_tenancy(s);
}

void apply(step& s, const project_limits_changed& e) {
  project_limits_row row;
  for (const auto& one : e.limits) {
    row.which.push_back(one.which);
    row.amounts.push_back(one.amount);
  }
  const auto key = keys::project_limits(e.project);
  e.limits.empty() ? s.rows.erase(key) : s.save(key, row);
  std::vector<std::uint64_t> numbers;  // limit and amount, one pair after the other
  for (const auto& one : e.limits) {
    numbers.push_back(static_cast<std::uint64_t>(one.which));
    numbers.push_back(one.amount);
  }
  s.note_access(e.project, {.subject = to_wire(e.project), .numbers = std::move(numbers)});
  tell_tenancy(s);
}

void apply(step& s, const api_key_created& e) {
  s.save(keys::api_key(e.key_sha256),
         api_key_row{e.id, e.project, e.organization, e.scopes, e.api_version, s.now()});
  s.rows.put(keys::api_key_hash(e.id), e.key_sha256);
  s.note_access(e.project, {.subject = to_wire(e.id), .numbers = {e.scopes}});
  tell_tenancy(s);
}

void apply(step& s, const api_key_revoked& e) {
  const auto hash = s.rows.get(keys::api_key_hash(e.id));
  check(hash.has_value(), "a revoked key was created");
  api_key_row revoked;
  change<api_key_row>(s, keys::api_key(*hash), [&](api_key_row& row) {
    row.revoked_at = s.now();
    revoked = row;
  });
  s.note_access(revoked.project, {.subject = to_wire(e.id), .numbers = {revoked.scopes}});
  tell_tenancy(s);
}

void apply(step& s, const admin_token_created& e) {
  s.save(keys::admin_token(e.token_sha256), admin_token_row{e.id, s.now()});
  s.rows.put(keys::admin_token_hash(e.id), e.token_sha256);
  tell_tenancy(s);
}

void apply(step& s, const admin_token_revoked& e) {
  const auto hash = s.rows.get(keys::admin_token_hash(e.id));
  check(hash.has_value(), "a revoked token was created");
  change<admin_token_row>(s, keys::admin_token(*hash),
                          [&s](admin_token_row& row) { row.revoked_at = s.now(); });
  tell_tenancy(s);
}

}  // namespace carnet::projections
