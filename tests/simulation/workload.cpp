#include "tests/simulation/workload.hpp"

#include <algorithm>

#include "schemas/plans.hpp"

namespace carnet::test {
namespace {

constexpr std::size_t remembered_identities_max = 60;

plan limits_of(std::string_view name, std::uint32_t live, std::uint32_t bulk) {
  plan limits = *schemas::find_plan(name);
  limits.live_identities = live;
  limits.bulk_create = bulk;
  return limits;
}

template <class Items, class Item>
void remember(Items& items, Item item, std::size_t most, random_source& chance) {
  if (items.size() < most) {
    items.push_back(std::move(item));
  } else {
    chance.pick(items) = std::move(item);
  }
}

}  // namespace

workload::workload(std::uint64_t seed) : chance_(seed) {
  const std::vector<plan> plans{limits_of("free", 2, 0), limits_of("starter", 12, 5),
                                limits_of("enterprise", unlimited, 40)};
  for (const plan& limits : plans) {
    tenant one{chance_.id<project_tag>(), limits, {}, {}, {}};
    for (int n = 0; n < 3; ++n) one.tags.push_back(chance_.bytes(16));
    tenants_.push_back(std::move(one));
  }
}

wanted_command workload::draw() {
  if (chance_.chance(80)) return {{}, {}, draw_tenancy()};
  tenant& from = chance_.chance(700) ? tenants_.back() : chance_.pick(tenants_);
  return {from.project, from.limits, draw_wish(from)};
}

producers::command workload::draw_wish(tenant& from) {
  if (chance_.chance(30)) return draw_webhook(from);
  const std::size_t kind = chance_.below(100);
  if (kind < 24) return draw_provision(from, false, 1);
  if (kind < 36) return draw_provision(from, true, 1);
  if (kind < 40) return draw_provision(from, chance_.chance(300), 1 + chance_.below(12));
  if (kind < 66) {
    return receive_mail{some_identity(from), chance_.below(5000), chance_.bytes(20),
                        chance_.bytes(60)};
  }
  if (kind < 76) return extend_identity{some_identity(from), some_ttl()};
  if (kind < 84) return squash_identity{some_identity(from)};
  if (kind < 88) return revoke_children{some_identity(from)};
  if (kind < 92) {
    squash_chosen all;
    for (auto n = chance_.below(6); n > 0; --n) all.ids.push_back(some_identity(from));
    return all;
  }
  if (mails_.empty()) return read_secret{chance_.id<event_tag>(), some_identity(from), {}};
  const known_mail& mail = chance_.pick(mails_);
  return read_secret{mail.mail, mail.owner,
                     chance_.chance(500) ? secret_part::raw : secret_part::value};
}

producers::command workload::draw_provision(tenant& from, bool child, std::size_t count) {
  provision_identities all;
  if (child) {
    all.parent = some_identity(from);
    if (chance_.chance(300)) all.event_budget = static_cast<std::uint32_t>(1 + chance_.below(3));
  }
  all.bulk = count > 1;
  all.policy.allow_webhooks = chance_.chance(500);
  for (; count > 0; --count) {
    all.items.push_back(draw_item(from));
    if (child && chance_.chance(500)) all.items.back().ttl_s = 0;
  }
  return all;
}

producers::command workload::draw_webhook(tenant& from) {
  const std::size_t kind = chance_.below(10);
  if (from.webhooks.empty() || kind < 3) {
    from.webhooks.push_back(chance_.id<webhook_tag>());
    return register_webhook{{from.webhooks.back(), chance_.bytes(20), chance_.bytes(20), {}}};
  }
  const webhook_id id = chance_.pick(from.webhooks);
  if (kind < 7) {
    const webhook_settings wanted{chance_.chance(500) ? 0 : 2u << chance_.below(6), {}, 0, 0};
    return update_webhook{id, {}, wanted, chance_.chance(800)};
  }
  if (kind < 8) return rotate_webhook_secret{id, chance_.bytes(20), 60};
  if (kind < 9) return replay_failed{id, 0};
  return delete_webhook{id};
}

provision_identities::item workload::draw_item(tenant& from) {
  provision_identities::item item{
      chance_.id<identity_tag>(), chance_.bytes(16), chance_.bytes(30), {}, some_ttl()};
  for (const std::string& tag : from.tags) {
    if (chance_.chance(300)) item.tag_hashes.push_back(tag);
  }
  remember(from.identities, item.id, remembered_identities_max, chance_);
  return item;
}

void workload::redraw_ids(producers::command& wish) {
  if (auto* hook = std::get_if<register_webhook>(&wish)) {
    for (tenant& one : tenants_) {
      if (std::ranges::find(one.webhooks, hook->facts.id) == one.webhooks.end()) continue;
      hook->facts.id = chance_.id<webhook_tag>();
      one.webhooks.push_back(hook->facts.id);
      return;
    }
  }
  auto* all = std::get_if<provision_identities>(&wish);
  if (all == nullptr) return;
  for (auto& item : all->items) {
    tenant& from = tenant_of(item.id);
    item.id = chance_.id<identity_tag>();
    item.address_hash = chance_.bytes(16);
    remember(from.identities, item.id, remembered_identities_max, chance_);
  }
}

workload::tenant& workload::tenant_of(const identity_id& id) {
  for (tenant& one : tenants_) {
    for (const identity_id& known : one.identities) {
      if (known == id) return one;
    }
  }
  return tenants_.back();
}

producers::command workload::draw_tenancy() {
  const std::size_t kind = chance_.below(10);
  if (kind < 2 || organizations_.empty()) {
    organizations_.push_back(chance_.id<organization_tag>());
    return create_organization{{organizations_.back(), chance_.bytes(16), chance_.bytes(10)}};
  }
  if (kind < 4 || projects_.empty()) {
    projects_.push_back(chance_.id<project_tag>());
    return create_project{{projects_.back(), chance_.pick(organizations_), chance_.bytes(16),
                           chance_.bytes(10), 1, "starter"}};
  }
  if (kind < 5) return change_limits{chance_.pick(projects_), {some_limit(), some_limit()}};
  if (kind < 6)
    return change_plan{chance_.pick(projects_), chance_.chance(500) ? "free" : "growth"};
  if (kind < 8 || keys_.empty()) {
    keys_.push_back(chance_.id<api_key_tag>());
    return create_api_key{{keys_.back(), chance_.pick(projects_), chance_.pick(organizations_),
                           chance_.bytes(32), 7, ""}};
  }
  return revoke_api_key{chance_.pick(keys_)};
}

limit_wish workload::some_limit() {
  const auto& row = limit_rows[chance_.below(limit_rows.size())];
  if (chance_.chance(300)) return {row.which, std::nullopt};
  return {row.which, static_cast<std::uint32_t>(1 + chance_.below(3))};
}

void workload::add_mail(const project_id& project, const identity_id& owner, const event_id& mail) {
  remember(mails_, known_mail{project, owner, mail}, 100, chance_);
}

identity_id workload::some_identity(tenant& from) {
  if (chance_.chance(20)) {
    tenant& other = chance_.pick(tenants_);
    if (!other.identities.empty()) return chance_.pick(other.identities);
  }
  if (from.identities.empty() || chance_.chance(10)) return chance_.id<identity_tag>();
  return chance_.pick(from.identities);
}

duration_s workload::some_ttl() {
  constexpr duration_s ttls[] = {30, 600, 3600, 86400, 720 * 3600, 9000 * 3600};
  return ttls[chance_.below(std::size(ttls))];
}

}  // namespace carnet::test
