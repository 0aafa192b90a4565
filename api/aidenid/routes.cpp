#include "api/aidenid/routes.hpp"

#include "api/aidenid/handlers.hpp"

namespace carnet::aidenid {
namespace {

using http::method;
using http::route;

class table_writer {
 public:
  table_writer(std::vector<route>& table, const service& app) : table_(table), app_(app) {}

  route& add(method verb, std::string_view pattern, handler_function run) {
    table_.push_back({verb, pattern, [&app = app_, run](http::request& in, http::exchange reply) {
                        run(app, in, std::move(reply));
                      }});
    return table_.back();
  }

  route& read(std::string_view pattern, handler_function run) {
    route& row = add(method::get, pattern, run);
    row.scope = "identities:read";
    return row;
  }

  route& secret(std::string_view pattern, handler_function run) {
    route& row = add(method::get, pattern, run);
    row.scope = "secrets:read";
    row.secret = true;
    return row;
  }

  route& write(method verb, std::string_view pattern, handler_function run) {
    route& row = add(verb, pattern, run);
    row.scope = "identities:write";
    row.body = http::body_kind::json;
    row.needs_idempotency_key = true;
    return row;
  }

 private:
  std::vector<route>& table_;
  const service& app_;
};

constexpr std::string_view may_read_webhooks = "webhooks:read";
constexpr std::string_view may_write_webhooks = "webhooks:write";

void append_webhook_routes(table_writer& t) {
  const auto write = [&t](method verb, std::string_view pattern, handler_function run) {
    t.write(verb, pattern, run).scope = may_write_webhooks;
  };
  write(method::post, "/v1/webhooks", register_webhook_endpoint);
  write(method::patch, "/v1/webhooks/{id}", update_webhook_endpoint);
  write(method::del, "/v1/webhooks/{id}", delete_webhook_endpoint);
  write(method::post, "/v1/webhooks/{id}/rotate-secret", rotate_webhook_endpoint);
  write(method::post, "/v1/webhooks/{id}/replay", replay_webhook);
  write(method::post, "/v1/webhooks/{id}/replay-failed", replay_failed_of_webhook);
  write(method::post, "/v1/webhooks/{id}/test", test_webhook);
  t.read("/v1/webhooks", list_webhooks).scope = may_read_webhooks;
  t.read("/v1/webhooks/{id}", get_webhook).scope = may_read_webhooks;
  t.read("/v1/webhooks/{id}/deliveries", list_deliveries).scope = may_read_webhooks;
}

}  // namespace

void append_routes(std::vector<route>& table, const service& app) {
  table_writer t(table, app);
  t.write(method::post, "/v1/identities", create_identity);
  t.read("/v1/identities", list_identities);
  t.read("/v1/identities/events/recent", recent_events);
  t.write(method::post, "/v1/identities/bulk", create_bulk).body_bytes_max = http::body_bytes_bulk;
  t.write(method::post, "/v1/identities/bulk-squash", squash_many).body_bytes_max =
      http::body_bytes_bulk;
  t.read("/v1/identities/{id}", get_identity);
  t.write(method::post, "/v1/identities/{id}/extend", extend);
  t.write(method::post, "/v1/identities/{id}/squash", squash);
  t.read("/v1/identities/{id}/events", list_events);
  t.read("/v1/identities/{id}/events/latest", latest_event_older);
  t.secret("/v1/identities/{id}/events/{eventId}/secret", get_secret);
  t.secret("/v1/identities/{id}/events/{eventId}/raw", get_raw);
  // Holds secrets only with explain=true, which asks for secrets:read; the row is secret for both.
  t.read("/v1/identities/{id}/events/{eventId}/extraction", get_extraction).secret = true;
  t.read("/v1/identities/{id}/latest", latest_mail);
  t.read("/v1/identities/{id}/latest-extraction", latest_extraction);
  t.read("/v1/identities/{id}/extractions/latest", latest_extraction_older);
  t.write(method::post, "/v1/identities/{id}/children", create_child);
  t.write(method::del, "/v1/identities/{id}/children", delete_children_of);
  t.write(method::post, "/v1/identities/{id}/revoke-children", revoke_children_of);
  t.read("/v1/identities/{id}/lineage", get_lineage);
  append_webhook_routes(t);
}

}  // namespace carnet::aidenid
