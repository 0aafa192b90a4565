// Extending and ending one identity.
#include "api/aidenid/creation.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/identity_view.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::aidenid {
namespace {

using producers::decided_view;
using producers::reply;

constexpr std::int64_t hours_max = 720;

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

}  // namespace carnet::aidenid
