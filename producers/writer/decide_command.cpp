#include "producers/writer/decide_command.hpp"

#include <variant>

#include "domain/tenancy/decide.hpp"
#include "domain/webhook/decide.hpp"
#include "projections/export/bulk.hpp"
#include "projections/identity/lineage.hpp"
#include "projections/identity/queries.hpp"
#include "projections/sink/queries.hpp"
#include "projections/tenancy/rows.hpp"
#include "projections/webhook/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::producers {
namespace {

namespace keys = storage::keys;
using namespace projections;

class loader {
 public:
  loader(const submission& wanted, const storage::row_reader& rows, unix_us now)
      : project_(wanted.project), rows_(rows), context_{now, wanted.limits} {}

  decision operator()(const provision_identities& c) const {
    provision_state state;
    state.live = counters_of(rows_, project_).live();
    for (const auto& item : c.items) {
      if (exists(keys::identity(item.id))) state.taken = true;
    }
    if (!c.parent.empty()) state.parent = subject(c.parent);
    return decide(state, c, context_);
  }

  decision operator()(const extend_identity& c) const {
    identity_with_parent state{subject(c.id), std::nullopt};
    if (state.subject && !state.subject->parent.empty())
      state.parent = subject(state.subject->parent);
    return decide(state, c, context_);
  }

  decision operator()(const squash_identity& c) const { return decide(subject(c.id), c, context_); }

  decision operator()(const revoke_children& c) const {
    descendants_state state{subject(c.parent), {}};
    if (state.parent) look_below(c.parent, state);
    return decide(state, c, context_);
  }

  decision operator()(const finish_revocation& c) const {
    return decide(subject(c.parent), c, context_);
  }

  decision operator()(const squash_chosen& c) const {
    chosen_state state;
    for (const identity_id& id : c.ids) {
      const auto found = subject(id);
      if (found && is_live(status_at(*found, context_.now))) state.live.push_back(id);
    }
    return decide(state, c, context_);
  }

  decision operator()(const receive_mail& c) const {
    return decide(subject(c.identity), c, context_);
  }

  decision operator()(const record_extraction& c) const {
    const auto mail = load_row<mail_row>(rows_, keys::mail(c.mail));
    const bool pending = mail && mail->extraction == extraction_state_kind::pending;
    return decide(extraction_state{pending}, c, context_);
  }

  decision operator()(const pass_deadlines& c) const {
    std::vector<identity> state;
    for (const identity_id& id : c.identities) {
      if (auto found = subject(id)) state.push_back(std::move(*found));
    }
    return decide(state, c, context_);
  }

  decision operator()(const read_secret& c) const {
    secret_state state;
    const auto owner = subject(c.identity);
    const auto mail = owner ? find_mail(rows_, c.identity, c.mail) : std::nullopt;
    state.found = mail.has_value();
    state.readable =
        mail && !owner->shredded &&
        (c.part == secret_part::raw || mail->extraction == extraction_state_kind::completed);
    return decide(state, c, context_);
  }

  decision operator()(const shred_content& c) const {
    return decide(subject(c.identity), c, context_);
  }

  decision operator()(const create_export& c) const { return decide(c, context_); }

  decision operator()(const request_bulk_export& c) const {
    bulk_exports_state state;
    for (const auto& row : bulk_exports_of(rows_, project_)) {
      if (row.expires_at() > context_.now) ++state.live;
    }
    return decide(state, c, context_);
  }

  decision operator()(const complete_bulk_export& c) const {
    const auto row = find_bulk_export(rows_, project_, c.facts.id);
    return decide(bulk_export_state{row && row->completed_at == 0}, c);
  }

  decision operator()(const register_sink& c) const {
    return decide(sink_registration_state{sinks_of(rows_, project_).size(),
                                          counters_of(rows_, project_).sequence},
                  c, context_);
  }
  decision operator()(const update_sink& c) const { return decide(sink_with(c.id), c); }
  decision operator()(const remove_sink& c) const { return decide(sink_with(c.id), c); }
  decision operator()(const record_sink_progress& c) const {
    return decide(sink_with(c.facts.id), c);
  }

  decision operator()(const create_organization& c) const {
    return decide(tenancy_state{.exists = exists(keys::name(c.facts.name_hash))}, c);
  }

  decision operator()(const create_project& c) const {
    return decide(tenancy_state{.exists = exists(keys::name(c.facts.name_hash)),
                                .owner_exists = exists(keys::organization(c.facts.organization))},
                  c);
  }

  decision operator()(const change_plan& c) const {
    const auto row = load_row<project_row>(rows_, keys::project(c.project));
    return decide(tenancy_state{.exists = row.has_value(), .ended = row && row->plan == c.plan}, c);
  }

  decision operator()(const change_limits& c) const {
    const auto row = load_row<project_limits_row>(rows_, keys::project_limits(c.project));
    project_limits_state state{exists(keys::project(c.project)), {}};
    if (row) state.set = row->set();
    return decide(state, c);
  }

  decision operator()(const create_api_key& c) const {
    return decide(tenancy_state{.exists = exists(keys::api_key(c.facts.key_sha256)),
                                .owner_exists = exists(keys::project(c.facts.project))},
                  c);
  }

  decision operator()(const revoke_api_key& c) const {
    const auto hash = rows_.get(keys::api_key_hash(c.id));
    const auto row = hash ? load_row<api_key_row>(rows_, keys::api_key(*hash)) : std::nullopt;
    return decide(tenancy_state{.exists = row.has_value(), .ended = row && row->revoked_at != 0},
                  c);
  }

  decision operator()(const create_admin_token& c) const {
    return decide(tenancy_state{.exists = exists(keys::admin_token(c.facts.token_sha256))}, c);
  }

  decision operator()(const revoke_admin_token& c) const {
    const auto hash = rows_.get(keys::admin_token_hash(c.id));
    const auto row =
        hash ? load_row<admin_token_row>(rows_, keys::admin_token(*hash)) : std::nullopt;
    return decide(tenancy_state{.exists = row.has_value(), .ended = row && row->revoked_at != 0},
                  c);
  }

  decision operator()(const rotate_master_key& c) const {
    const auto row = load_row<deployment_row>(rows_, keys::deployment());
    const bool done = row && row->master_key_fingerprint == c.fingerprint;
    return decide(tenancy_state{.exists = row.has_value(), .ended = done}, c);
  }

  decision operator()(const add_partitions& c) const {
    const auto row = load_row<partitions_row>(rows_, keys::partitions());
    return decide(
        partitions_recorded{.founded = exists(keys::deployment()), .events = row ? row->events : 0},
        c);
  }

  decision operator()(const claim_partition& c) const {
    const auto facts = load_row<partition_facts>(rows_, keys::partition_facts());
    return decide(partition_state{facts ? facts->apply_version : 0, exists(keys::deployment())}, c);
  }

  decision operator()(const register_webhook& c) const {
    return decide(webhook_registration_state{webhook_counters_of(rows_, project_).count,
                                             exists(keys::webhook(c.facts.id))},
                  c, context_);
  }

  decision operator()(const update_webhook& c) const { return decide(endpoint(c.id), c, context_); }
  decision operator()(const rotate_webhook_secret& c) const {
    return decide(endpoint(c.id), c, context_);
  }
  decision operator()(const delete_webhook& c) const { return decide(endpoint(c.id), c, context_); }
  decision operator()(const record_webhook_test& c) const {
    return decide(endpoint(c.id), c, context_);
  }

  decision operator()(const record_deliveries& c) const {
    deliveries_state state{endpoint(c.id), {}};
    for (const auto& result : c.attempts) {
      const auto row = find_delivery(rows_, c.id, result.facts.place);
      if (row) add_delivery(result.facts.place, *row, state);
    }
    if (!c.places.empty()) add_exceptions(c, state);
    return decide(state, c, context_);
  }

  decision operator()(const replay_failed& c) const {
    return decide(requeue_state{endpoint(c.id), failed_since(rows_, c.id, c.since, context_.now,
                                                             requeued_per_command_max)},
                  c, context_);
  }

 private:
  std::optional<sink> sink_with(const sink_id& id) const {
    const auto row = find_sink(rows_, project_, id);
    return row ? std::optional(sink_of(*row)) : std::nullopt;
  }

  std::optional<webhook> endpoint(const webhook_id& id) const {
    const auto row = find_webhook(rows_, project_, id);
    return row ? std::optional(webhook_of(*row)) : std::nullopt;
  }

  static void add_delivery(std::uint64_t place, const delivery_row& row, deliveries_state& state) {
    if (row.scheduled() != 0) state.attempts.emplace(place, row.scheduled());
    if (row.by_hand != 0) state.by_hand.emplace(place, row.by_hand);
  }

  // Deliveries that are told of as done at once and have attempts on the log.
  void add_exceptions(const record_deliveries& c, deliveries_state& state) const {
    rows_.scan(keys::delivery(c.id, c.places.front()), keys::delivery(c.id, c.places.back() + 1),
               [&state](auto key, auto value) {
                 add_delivery(delivery_place(key), storage::decode_row<delivery_row>(value), state);
                 return true;
               });
  }

  bool exists(const storage::row_key& key) const { return rows_.get(key).has_value(); }

  std::optional<identity> subject(const identity_id& id) const {
    auto row = find_identity(rows_, project_, id);
    if (!row) return std::nullopt;
    return std::move(row->state);
  }

  void look_below(const identity_id& root, descendants_state& state) const {
    lineage_walk walk(rows_, root);
    walk.next();
    for (std::size_t looks = 0; auto id = walk.next(); ++looks) {
      const auto found = subject(*id);
      if (found && is_live(status_at(*found, context_.now))) state.live.push_back(*id);
      state.complete = state.live.size() <= squashes_per_command_max && looks < revoke_looks_max;
      if (!state.complete) return;
    }
  }

  const project_id& project_;
  const storage::row_reader& rows_;
  decide_context context_;
};

}  // namespace

decision decide_command(const submission& wanted, const storage::row_reader& rows, unix_us now) {
  if (!wanted.unless_seen.empty() && rows.get(keys::remembered(wanted.unless_seen))) {
    return reject(rejection_code::too_many, "a step of the same request came first");
  }
  return std::visit(loader(wanted, rows, now), wanted.wish);
}

}  // namespace carnet::producers
