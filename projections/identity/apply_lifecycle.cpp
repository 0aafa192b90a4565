// Identities: creation, ageing, end.
#include "projections/identity/apply.hpp"
#include "projections/identity/table.hpp"

namespace carnet::projections {
namespace {

namespace keys = storage::keys;

void add_identity(step& s, const identities_provisioned& e, std::size_t index,
                  const event_id& fact) {
  identity_row row;
  row.state = provisioned(e, index, s.rec.project, s.now());
  row.ordinal = s.counters().identities++;
  row.provisioned_event = member_event_id(fact, index, e.items.size());
  s.rows.put(keys::identity_at(s.rec.project, row.ordinal), row.state.id.text);
  for (const auto& tag : row.state.tag_hashes) {
    s.rows.put(keys::identities_tagged(s.rec.project, tag).number(row.ordinal), row.state.id.text);
  }
  store_identity(s, std::nullopt, row);
}

void add_children(step& s, const identities_provisioned& e) {
  const identity_row before = existing_identity(s, e.parent);
  identity_row parent = before;
  for (const auto& item : e.items) {
    const auto n = static_cast<std::uint64_t>(++parent.state.child_count);
    s.rows.put(keys::children_of(e.parent).number(n), item.id.text);
  }
  store_identity(s, before, parent);
}

// One state change that may concern many identities, with its public event among each one's own.
template <class Fact>
void change_all(step& s, const std::vector<identity_id>& ids, const Fact& e,
                std::optional<public_event> type) {
  const event_id fact = s.fact_id();
  for (std::size_t n = 0; n < ids.size(); ++n) {
    const identity_row before = existing_identity(s, ids[n]);
    identity_row after = before;
    evolve(after.state, e, s.now());
    if (type)
      add_identity_event(s, after, {.type = *type, .id = member_event_id(fact, n, ids.size())});
    store_identity(s, before, after);
  }
}

void publish_end(step& s, const std::vector<identity_id>& ids, public_event type,
                 std::vector<std::uint64_t> numbers) {
  if (ids.empty()) return;
  s.publish({.type = type, .id = s.fact_id(), .identities = ids, .numbers = std::move(numbers)});
}

}  // namespace

void apply(step& s, const identities_provisioned& e) {
  const event_id fact = s.fact_id();
  project_event_row published{.type = public_event::identity_provisioned, .id = fact};
  published.identities.reserve(e.items.size());
  for (std::size_t n = 0; n < e.items.size(); ++n) {
    add_identity(s, e, n, fact);
    published.identities.push_back(e.items[n].id);
  }
  if (!e.parent.empty()) add_children(s, e);
  s.publish(std::move(published));
}

void apply(step& s, const identity_activated& e) {
  change_all(s, {e.identity}, e, std::nullopt);
  s.note({.identities = {e.identity}});
}

void apply(step& s, const identity_extended& e) {
  const identity_row before = existing_identity(s, e.identity);
  identity_row after = before;
  evolve(after.state, e, s.now());
  const identity_event_row entry{
      .type = public_event::identity_extended, .id = s.fact_id(), .expires_at = e.expires_at};
  add_identity_event(s, after, entry);
  store_identity(s, before, after);
  s.publish(
      {.type = entry.type, .id = entry.id, .identities = {e.identity}, .expires_at = e.expires_at});
  s.out.push_back({notice_kind::identity_extended, e.identity});
}

void apply(step& s, const identities_outlived& e) {
  change_all(s, e.identities, e, std::nullopt);
  if (!e.identities.empty()) s.note({.identities = e.identities});
}

void apply(step& s, const identities_squashed& e) {
  change_all(s, e.identities, e, public_event::identity_squashed);
  publish_end(s, e.identities, public_event::identity_squashed,
              {static_cast<std::uint64_t>(e.reason)});
}

// The identities themselves ended with the records before; this one is there to be remembered.
void apply(step& s, const descendants_revoked& e) {
  s.note({.identities = {e.identity}, .numbers = {e.squashed}});
}

void apply(step& s, const identities_expired& e) {
  change_all(s, e.identities, e, public_event::identity_expired);
  publish_end(s, e.identities, public_event::identity_expired, {});
}

}  // namespace carnet::projections
