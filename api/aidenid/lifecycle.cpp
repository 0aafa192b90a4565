// Extending and ending identities, one or many.
#include "api/aidenid/creation.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/identity_view.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::aidenid {
namespace {

using producers::decided_view;
using producers::reply;

constexpr std::int64_t hours_max = 720;
constexpr std::int64_t squash_limit_default = 1000;

// Renders the identity as the command left it. `shown` stands in for the status where the API says
// so.
producers::renderer render_identity_after(const call& c, const projections::identity_row& row,
                                          std::optional<identity_status> shown) {
  auto profile = open_profile(c.app, c.caller.partition, row.state, row.provisioned_event);
  return [id = row.state.id, profile = std::move(profile), shown,
          r = c.speaks](const decided_view& view) {
    const auto after =
        projections::load_row<projections::identity_row>(view.rows, storage::keys::identity(id));
    check(after.has_value(), "a changed identity exists");
    const identity_status status = shown.value_or(status_at(after->state, view.now));
    return reply{200, identity_json({after->state, profile, status}, r)};
  };
}

std::vector<identity_id> squashed_by(const decided_view& view) {
  if (view.events.empty()) return {};
  return std::get<identities_squashed>(view.events.front()).identities;
}

void write_ids(http::json_writer& json, std::string_view name,
               const std::vector<identity_id>& ids) {
  json.key(name);
  json.begin_array();
  for (const auto& id : ids) json.value(to_wire(id));
  json.end_array();
}

void revoke(const service& app, http::request& in, http::exchange out, hint seen) {
  http::body_reader given(in);
  const auto c = open_call(app, in, out, seen);
  if (!c) return;
  if (auto bad = given.finish()) return out.send(std::move(*bad));
  const auto parent = c->path_identity_id();
  if (!parent) return out.send(no_identity());
  mutation m;
  m.wish = revoke_children{*parent};
  m.render = [parent = *parent, older = seen == hint::older](const decided_view& view) {
    const auto ids = squashed_by(view);
    std::string body;
    http::json_writer json(body);
    json.begin_object();
    json.member(older ? "parent_identity_id" : "parentIdentityId", to_wire(parent));
    json.member(older ? "revoked_count" : "revokedCount", ids.size());
    write_ids(json, older ? "revoked_identity_ids" : "revokedIdentityIds", ids);
    json.end_object();
    return reply{200, std::move(body)};
  };
  submit_mutation(app, in, std::move(out), std::move(m));
}

// What a bulk squash was asked to do and what a look at the rows found.
struct squash_plan {
  std::vector<std::string> tags;
  std::uint64_t requested = 0;
  std::uint64_t examined = 0;
  projections::squash_matches found;
};

reply squash_reply(const squash_plan& plan, const decided_view& view) {
  const auto ids = squashed_by(view);
  std::string body;
  http::json_writer json(body);
  json.begin_object();
  json.member("scope", "project");
  json.member("requestedLimit", plan.requested);
  json.member("matchedCount", plan.found.matched);
  json.member("squashedCount", ids.size());
  json.member("skippedCount", plan.examined - ids.size());
  json.key("tags");
  json.begin_array();
  for (const auto& tag : plan.tags) json.value(tag);
  json.end_array();
  write_ids(json, "identityIds", ids);
  json.end_object();
  return {200, std::move(body)};
}

squash_plan plan_by_ids(http::body_reader& body, const call& c) {
  squash_plan plan;
  const auto names =
      body.required_texts("identity_ids", {.count_max = squashes_per_command_max, .bytes_max = 64});
  plan.requested = names.size();
  plan.examined = names.size();
  for (const auto& name : names) {
    const auto id = from_wire<identity_tag>(name);
    if (!id || !projections::find_identity(c.rows, c.caller.project, *id)) continue;
    if (std::find(plan.found.ids.begin(), plan.found.ids.end(), *id) == plan.found.ids.end()) {
      plan.found.ids.push_back(*id);
    }
  }
  plan.found.matched = plan.found.ids.size();
  return plan;
}

squash_plan plan_by_tags(http::body_reader& body, const call& c, const plan& limits) {
  squash_plan plan;
  plan.tags =
      body.texts("tags", {.count_max = 20, .bytes_max = 64}).value_or(std::vector<std::string>{});
  const auto limit =
      body.integer("limit", 1, squashes_per_command_max).value_or(squash_limit_default);
  const bool only_live = body.flag("onlyActive").value_or(true);
  if (!body.flag("confirmAll").value_or(false) && plan.tags.empty()) {
    body.fail("confirmAll", "Without tags every identity is meant: it must be true.");
    return plan;
  }
  plan.requested = static_cast<std::uint64_t>(limit);
  const std::size_t most = std::min<std::uint64_t>(plan.requested, limits.bulk_squash);
  std::vector<std::string> hashes;
  for (const auto& tag : plan.tags)
    hashes.push_back(c.app.core.hashes().tag(c.caller.project.text, tag));
  plan.found = projections::match_tags(c.rows, c.caller.project, hashes, only_live, most);
  plan.examined = plan.found.ids.size();
  return plan;
}

}  // namespace

void extend(const service& app, http::request& in, http::exchange out) {
  http::body_reader body(in);
  const auto c = open_call(app, in, out, hint_of(body));
  if (!c) return;
  const auto hours =
      body.required_integer(c->older() ? "additional_hours" : "ttlHours", 1, hours_max);
  if (auto bad = body.finish()) return out.send(std::move(*bad));
  const auto row = c->path_identity();
  if (!row) return out.send(no_identity());
  mutation m;
  m.wish = extend_identity{row->state.id, hours * seconds_per_hour};
  m.render = render_identity_after(*c, *row, identity_status::active);
  submit_mutation(app, in, std::move(out), std::move(m));
}

void squash(const service& app, http::request& in, http::exchange out) {
  http::body_reader body(in);
  const auto c = open_call(app, in, out);
  if (!c) return;
  if (auto bad = body.finish()) return out.send(std::move(*bad));
  const auto row = c->path_identity();
  if (!row) return out.send(no_identity());
  mutation m;
  m.wish = squash_identity{row->state.id};
  m.render = render_identity_after(*c, *row, std::nullopt);
  submit_mutation(app, in, std::move(out), std::move(m));
}

void revoke_children_of(const service& app, http::request& in, http::exchange out) {
  revoke(app, in, std::move(out), hint::none);
}

void delete_children_of(const service& app, http::request& in, http::exchange out) {
  revoke(app, in, std::move(out), hint::older);
}

void squash_many(const service& app, http::request& in, http::exchange out) {
  http::body_reader body(in);
  const auto c = open_call(app, in, out, hint_of(body));
  if (!c) return;
  const plan& limits = *c->caller.limits;
  auto found = c->older() ? plan_by_ids(body, *c) : plan_by_tags(body, *c, limits);
  if (auto bad = body.finish()) return out.send(std::move(*bad));
  if (c->older() && over_batch(found.requested, limits.bulk_squash) && !is_remembered(app, in)) {
    return out.send(http::problem{http::error_code::quota_exceeded,
                                  "The plan allows fewer identities in one request."});
  }
  mutation m;
  m.wish = bulk_squash{found.found.ids};
  m.render = [found = std::move(found)](const decided_view& view) {
    return squash_reply(found, view);
  };
  submit_mutation(app, in, std::move(out), std::move(m));
}

}  // namespace carnet::aidenid
