// The handlers of the AIdenID surface; api/aidenid/routes.cpp binds them to paths.
#pragma once

#include "api/http/exchange.hpp"
#include "api/http/request.hpp"
#include "api/service.hpp"

namespace carnet::aidenid {

using handler_function = void (*)(const service&, http::request&, http::exchange);

// create.cpp
void create_identity(const service& app, http::request& in, http::exchange reply);
void create_child(const service& app, http::request& in, http::exchange reply);
void create_bulk(const service& app, http::request& in, http::exchange reply);

// lifecycle.cpp
void extend(const service& app, http::request& in, http::exchange reply);
void squash(const service& app, http::request& in, http::exchange reply);
void revoke_children_of(const service& app, http::request& in, http::exchange reply);
void delete_children_of(const service& app, http::request& in, http::exchange reply);
void squash_many(const service& app, http::request& in, http::exchange reply);

// identities.cpp
void list_identities(const service& app, http::request& in, http::exchange reply);
void get_identity(const service& app, http::request& in, http::exchange reply);
void get_lineage(const service& app, http::request& in, http::exchange reply);

// inbox.cpp
void list_events(const service& app, http::request& in, http::exchange reply);
void recent_events(const service& app, http::request& in, http::exchange reply);

// latest.cpp
void latest_mail(const service& app, http::request& in, http::exchange reply);
void latest_extraction(const service& app, http::request& in, http::exchange reply);
void latest_event_older(const service& app, http::request& in, http::exchange reply);
void latest_extraction_older(const service& app, http::request& in, http::exchange reply);

// explanation.cpp
void get_extraction(const service& app, http::request& in, http::exchange reply);

// secrets.cpp
void get_secret(const service& app, http::request& in, http::exchange reply);
void get_raw(const service& app, http::request& in, http::exchange reply);

// webhooks.cpp
void register_webhook_endpoint(const service& app, http::request& in, http::exchange reply);
void list_webhooks(const service& app, http::request& in, http::exchange reply);
void get_webhook(const service& app, http::request& in, http::exchange reply);
void update_webhook_endpoint(const service& app, http::request& in, http::exchange reply);
void delete_webhook_endpoint(const service& app, http::request& in, http::exchange reply);
void rotate_webhook_endpoint(const service& app, http::request& in, http::exchange reply);

// webhook_replay.cpp
void replay_webhook(const service& app, http::request& in, http::exchange reply);
void replay_failed_of_webhook(const service& app, http::request& in, http::exchange reply);
void test_webhook(const service& app, http::request& in, http::exchange reply);

// webhook_deliveries.cpp
void list_deliveries(const service& app, http::request& in, http::exchange reply);

}  // namespace carnet::aidenid
