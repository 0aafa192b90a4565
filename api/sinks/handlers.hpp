// The handlers of the sinks surface; api/sinks/routes.cpp binds them to paths.
#pragma once

#include "api/http/exchange.hpp"
#include "api/http/request.hpp"
#include "api/service.hpp"

namespace carnet::sinks {

void register_sink_target(const service& app, http::request& in, http::exchange reply);
void list_sinks(const service& app, http::request& in, http::exchange reply);
void get_sink(const service& app, http::request& in, http::exchange reply);
void update_sink_target(const service& app, http::request& in, http::exchange reply);
void remove_sink_target(const service& app, http::request& in, http::exchange reply);

}  // namespace carnet::sinks
