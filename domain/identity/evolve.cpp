// The fold over an identity's events. Shipped cases are frozen: records of old must give the old
// state.
#include "domain/identity/state.hpp"

namespace carnet {
namespace {

void end_life(identity& state, identity_status status, unix_us now) {
  state.status = status;
  state.updated_at = now;
  state.terminal_at = now;
}

}  // namespace

identity provisioned(const identities_provisioned& e, std::size_t index, project_id project,
                     unix_us now) {
  const provisioned_identity& item = e.items[index];
  identity state;
  state.id = item.id;
  state.project = std::move(project);
  state.parent = e.parent;
  state.root = e.root.empty() ? item.id : e.root;
  state.depth = e.depth;
  state.ttl_s = item.ttl_s;
  state.created_at = now;
  state.updated_at = now;
  state.expires_at = item.expires_at;
  state.policy = e.policy;
  state.event_budget = e.event_budget;
  state.address_hash = item.address_hash;
  state.sealed_profile = item.sealed_profile;
  state.tag_hashes = item.tag_hashes;
  return state;
}

void evolve(identity& state, const identity_activated&, unix_us now) {
  state.status = identity_status::active;
  state.updated_at = now;
}

void evolve(identity& state, const identity_extended& e, unix_us now) {
  if (state.status == identity_status::provisioned) state.status = identity_status::active;
  state.expires_at = e.expires_at;
  state.updated_at = now;
}

void evolve(identity& state, const identities_outlived&, unix_us now) {
  state.status = identity_status::extended;
  state.updated_at = now;
}

void evolve(identity& state, const identities_squashed&, unix_us now) {
  end_life(state, identity_status::squashed, now);
}

void evolve(identity& state, const identities_expired&, unix_us now) {
  end_life(state, identity_status::expired, now);
}

void evolve(identity& state, const mail_received&, unix_us) { ++state.mail_count; }

void evolve(identity& state, const content_shredded&, unix_us) {
  state.shredded = true;
  state.sealed_profile.clear();
}

identity_status status_at(const identity& state, unix_us now) {
  if (!is_live(state.status)) return state.status;
  if (state.expires_at <= now) return identity_status::expired;
  if (state.status == identity_status::active && state.original_expiry() <= now) {
    return identity_status::extended;
  }
  return state.status;
}

}  // namespace carnet
