// Creation: one identity, a child, or many at once; one command, one event, one answer each.
#include "api/aidenid/creation.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/identity_view.hpp"

namespace carnet::aidenid {
namespace {

constexpr duration_s ttl_default_s = 24 * seconds_per_hour;
constexpr std::int64_t event_budget_max = 1'000'000;

// The created identities as the reply shows them, from the event that made them.
void write_created(http::json_writer& json, const producers::decided_view& view,
                   const project_id& project,
                   const std::vector<producers::identity_profile>& profiles, revision r,
                   std::size_t member) {
  const auto& made = std::get<identities_provisioned>(view.events.front());
  const identity state = provisioned(made, member, project, view.now);
  write_identity(json, {state, profiles[member], state.status}, r);
}

std::string created_one(const producers::decided_view& view, const project_id& project,
                        const std::vector<producers::identity_profile>& profiles, revision r) {
  std::string out;
  http::json_writer json(out);
  write_created(json, view, project, profiles, r, 0);
  return out;
}

std::string created_many(const producers::decided_view& view, const project_id& project,
                         const std::vector<producers::identity_profile>& profiles, revision r) {
  std::string out;
  out.reserve(profiles.size() * 420);
  http::json_writer json(out);
  json.begin_object();
  json.key("items");
  json.begin_array();
  for (std::size_t n = 0; n < profiles.size(); ++n)
    write_created(json, view, project, profiles, r, n);
  json.end_array();
  json.member("count", profiles.size());
  json.end_object();
  return out;
}

// Draws and seals everything a creation needs and sends it on its way.
void submit_creation(const call& c, http::exchange reply, provision_identities wish,
                     const std::vector<creation>& wanted) {
  mutation m;
  m.seed = draw_seed();
  std::vector<producers::identity_profile> profiles;
  for (std::size_t n = 0; n < wanted.size(); ++n) {
    auto drawn = draw_identity(c, wanted[n], m.seed, n, wanted.size());
    wish.items.push_back(std::move(drawn.item));
    m.keys.push_back(std::move(drawn.key));
    profiles.push_back(std::move(drawn.profile));
  }
  wish.policy = wanted.front().policy;
  const auto render = wish.bulk ? created_many : created_one;
  m.wish = std::move(wish);
  m.render = [render, project = c.caller.project, profiles = std::move(profiles),
              r = c.speaks](const producers::decided_view& view) {
    return producers::reply{200, render(view, project, profiles, r)};
  };
  submit_mutation(c.app, c.in, std::move(reply), std::move(m));
}

void set_default_ttl(creation& wanted) {
  if (wanted.ttl_s == 0) wanted.ttl_s = ttl_default_s;
}

std::vector<creation> read_bulk(http::body_reader& body, const call& c) {
  if (c.older()) {
    std::vector<creation> wanted;
    for (auto& one : body.required_objects("identities", identities_per_command_max)) {
      hint_of(one);
      wanted.push_back(read_creation(one, c));
    }
    return wanted;
  }
  const auto count = body.required_integer("count", 1, identities_per_command_max);
  return std::vector<creation>(static_cast<std::size_t>(count), read_creation(body, c));
}

}  // namespace

void create_identity(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto c = open_call(app, in, reply, hint_of(body));
  if (!c) return;
  creation wanted = read_creation(body, *c);
  set_default_ttl(wanted);
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  submit_creation(*c, std::move(reply), {}, {std::move(wanted)});
}

void create_child(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto c = open_call(app, in, reply, hint_of(body));
  if (!c) return;
  creation wanted = read_creation(body, *c);
  provision_identities wish;
  if (!c->older()) {
    set_default_ttl(wanted);
    wish.event_budget =
        static_cast<std::uint32_t>(body.integer("eventBudget", 1, event_budget_max).value_or(0));
  }
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  const auto parent = c->path_identity_id();
  if (!parent) return reply.send(no_identity());
  wish.parent = *parent;
  submit_creation(*c, std::move(reply), std::move(wish), {std::move(wanted)});
}

void create_bulk(const service& app, http::request& in, http::exchange reply) {
  http::body_reader body(in);
  const auto c = open_call(app, in, reply, hint_of(body));
  if (!c) return;
  std::vector<creation> wanted = read_bulk(body, *c);
  for (auto& one : wanted) set_default_ttl(one);
  if (auto bad = body.finish()) return reply.send(std::move(*bad));
  if (wanted.empty()) {
    return reply.send(http::problem{http::error_code::invalid_request,
                                    "There is nothing to create.",
                                    c->older() ? "/identities" : "/count"});
  }
  // Refused before any content is sealed; the decider looks again.
  if (over_batch(wanted.size(), c->caller.limits->bulk_create) &&
      !is_remembered(app, ticket_of(app, in))) {
    return reply.send(http::problem{http::error_code::quota_exceeded,
                                    "The plan allows fewer identities in one request."});
  }
  provision_identities wish;
  wish.bulk = true;
  submit_creation(*c, std::move(reply), std::move(wish), wanted);
}

}  // namespace carnet::aidenid
