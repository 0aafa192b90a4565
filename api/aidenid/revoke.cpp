// Ending everybody below an identity: at once where they are few, in steps where they are many.
#include "api/aidenid/call.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/squash_view.hpp"
#include "api/http/body_reader.hpp"
#include "api/mutation/squash_steps.hpp"
#include "projections/identity/lineage.hpp"

namespace carnet::aidenid {
namespace {

using producers::decided_view;
using producers::reply;

reply revoke_reply(const identity_id& parent, const std::vector<identity_id>& ids, revision r) {
  const bool older = r == revision::v2026_04_04;
  reply out;
  http::json_writer json(out.body);
  json.begin_object();
  json.member(older ? "parent_identity_id" : "parentIdentityId", to_wire(parent));
  json.member(older ? "revoked_count" : "revokedCount", ids.size());
  write_ids(json, older ? "revoked_identity_ids" : "revokedIdentityIds", ids);
  json.end_object();
  return out;
}

squash_work revocation(const service& app, partition_id partition, const identity_id& parent,
                       revision r) {
  squash_work work{.reason = squash_reason::parent_revoked, .next = {}, .finish = {}};
  work.next = [&app, below = projections::living_below(app.core.state(partition), parent)](
                  const auto&) mutable {
    auto found = below.next(squashes_per_command_max, app.core.now());
    return squash_work::portion{std::move(found.ids), found.more};
  };
  work.finish = [parent, r](const std::vector<identity_id>& done) {
    mutation last;
    last.wish = finish_revocation{parent, static_cast<std::uint32_t>(done.size())};
    last.render = [parent, r, done](const decided_view&) { return revoke_reply(parent, done, r); };
    return last;
  };
  return work;
}

void revoke(const service& app, http::request& in, http::exchange out, hint seen) {
  http::body_reader given(in);
  const auto c = open_call(app, in, out, seen);
  if (!c) return;
  if (auto bad = given.finish()) return out.send(std::move(*bad));
  const auto parent = c->path_identity_id();
  if (!parent) return out.send(no_identity());
  const ticket from = ticket_of(app, in);
  mutation m;
  m.wish = revoke_children{*parent};
  m.render = [parent = *parent, r = c->speaks](const decided_view& view) {
    return revoke_reply(parent, squashed_by(view), r);
  };
  m.unless_seen = first_step_of(app, from);
  m.in_steps = [&app, from, parent = *parent, r = c->speaks](http::exchange reply) {
    auto work = revocation(app, from.caller->partition, parent, r);
    squash_in_steps(app, from, std::move(work), std::move(reply));
  };
  submit_mutation(app, from, std::move(out), std::move(m));
}

}  // namespace

void revoke_children_of(const service& app, http::request& in, http::exchange out) {
  revoke(app, in, std::move(out), hint::none);
}

void delete_children_of(const service& app, http::request& in, http::exchange out) {
  revoke(app, in, std::move(out), hint::older);
}

}  // namespace carnet::aidenid
