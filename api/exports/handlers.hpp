// The handlers of the exports surface; api/exports/routes.cpp binds them to paths.
#pragma once

#include "api/http/exchange.hpp"
#include "api/http/request.hpp"
#include "api/service.hpp"

namespace carnet::exports {

// create.cpp
void create(const service& app, http::request& in, http::exchange reply);

// download.cpp
void download(const service& app, http::request& in, http::exchange reply);

}  // namespace carnet::exports
