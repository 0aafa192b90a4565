#include "api/access/gate.hpp"

#include <fmt/format.h>

#include "api/access/caller.hpp"
#include "api/aidenid/revision.hpp"
#include "api/cluster/node.hpp"
#include "api/http/credentials.hpp"
#include "storage/crypto/constant_time.hpp"
#include "storage/crypto/sha256.hpp"

namespace carnet {
namespace {

using http::error_code;
using http::problem;

template <class Tag>
std::optional<problem> check_tenant_header(const http::request& in, std::string_view name,
                                           const named_id<Tag>& expected) {
  const std::string_view given = in.headers.get(name);
  if (given.empty()) {
    return problem{error_code::invalid_request, fmt::format("The header {} is missing.", name),
                   std::string(name)};
  }
  if (!given.starts_with(Tag::prefix) || given.substr(Tag::prefix.size()) != expected.text) {
    return problem{error_code::forbidden, fmt::format("{} does not belong to this API key.", name)};
  }
  return std::nullopt;
}

http::rate_limiter::verdict count_here(const service& app, const projections::access& caller) {
  const plan& limits = *caller.limits;
  http::rate_rule rule;
  if (limits.requests_per_minute != unlimited) rule.per_minute = limits.requests_per_minute;
  if (limits.burst != unlimited) rule.in_flight = limits.burst;
  return app.limiter.admit(caller.key.text, rule, app.core.now() / us_per_second);
}

// The project's owner counts. A node that passes the request on does not, and one that answers in
// the owner's place tells it.
std::optional<problem> check_rate(const service& app, http::request& in, const http::route& to,
                                  const projections::access& caller) {
  const bool here = app.nodes == nullptr || app.core.standing(caller.partition).here;
  in.uncounted = !here && !cluster::may_answer_here(app, in, to, caller);
  if (in.uncounted) return std::nullopt;
  auto verdict =
      here ? count_here(app, caller) : app.nodes->charge(caller, app.core.now() / us_per_second);
  in.rate = verdict.window;
  in.admission = std::move(verdict.in_flight);
  return std::move(verdict.refused);
}

// Credentials that are not known here. Where another node may have made them a moment ago, the
// request passes for now: it is asked for again once the copy of control has caught up.
std::optional<problem> not_known(const service& app, http::request& in, problem why) {
  if (app.nodes == nullptr || in.doubt == http::doubt::settled) return why;
  in.doubt = http::doubt::open;
  return std::nullopt;
}

std::optional<problem> admit_key(const service& app, http::request& in, const http::route& to) {
  const std::string_view token = http::bearer_token(in.headers.get("Authorization"));
  if (token.empty()) return problem{error_code::unauthorized};
  auto caller = app.core.directory().find_key(crypto::as_view(crypto::sha256(token)));
  if (!caller) return not_known(app, in, problem{error_code::unauthorized});
  aidenid::name_revision(in, caller->api_version);
  if (auto bad = check_tenant_header(in, "X-Org-Id", caller->organization)) return bad;
  if (auto bad = check_tenant_header(in, "X-Project-Id", caller->project)) return bad;
  const auto wanted = scope_from_name(to.scope);
  if (wanted && !has_scope(caller->scopes, *wanted)) {
    return problem{error_code::forbidden, fmt::format("The API key lacks the scope {}.", to.scope)};
  }
  if (auto refused = check_rate(app, in, to, *caller)) return refused;
  in.principal = std::move(caller);
  return std::nullopt;
}

std::optional<problem> admit_admin(const service& app, http::request& in) {
  problem refused{error_code::unauthorized, "The admin token is missing or not known."};
  const std::string_view token = http::bearer_token(in.headers.get("Authorization"));
  if (token.empty()) return refused;
  const auto hash = crypto::sha256(token);
  if (app.core.directory().admin_token_valid(crypto::as_view(hash))) return std::nullopt;
  return not_known(app, in, std::move(refused));
}

std::optional<problem> admit_secret(const service& app, const http::request& in) {
  const std::string_view token = http::bearer_token(in.headers.get("Authorization"));
  if (app.inbound_secret.empty()) {
    return problem{error_code::forbidden, "This deployment takes no mail over HTTP."};
  }
  if (crypto::constant_time_equal(token, app.inbound_secret)) return std::nullopt;
  return problem{error_code::unauthorized, "The shared secret is missing or wrong."};
}

// Keys and tokens are checked against this node's copy of control, which must not be old. A node
// that has just started, or woken up, finds out how old it is before it says anything.
bool has_old_control(const service& app, const http::request& in, const http::route& to) {
  const bool asks_control = to.who == http::access::api_key || to.who == http::access::admin;
  return asks_control && in.doubt != http::doubt::settled && !app.core.control_confirmed();
}

}  // namespace

std::optional<problem> admit(const service& app, http::request& in, const http::route& to) {
  if (app.nodes != nullptr) {
    if (!in.hop) app.nodes->forwards().read_mark(in);
    if (has_old_control(app, in, to)) {
      in.doubt = http::doubt::open;
      return std::nullopt;
    }
  }
  switch (to.who) {
    case http::access::open:
      return std::nullopt;
    case http::access::api_key:
      return admit_key(app, in, to);
    case http::access::admin:
      return admit_admin(app, in);
    case http::access::shared_secret:
      return admit_secret(app, in);
    case http::access::node:
      if (in.hop) return std::nullopt;
      return problem{error_code::not_found};
  }
  return problem{error_code::unauthorized};
}

}  // namespace carnet
