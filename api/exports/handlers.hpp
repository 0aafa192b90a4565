// The handlers of the exports surface; api/exports/routes.cpp binds them to paths.
#pragma once

#include "api/http/exchange.hpp"
#include "api/http/request.hpp"
#include "api/service.hpp"

namespace carnet::exports {

// create.cpp
void create(const service& app, http::request& in, http::exchange reply);

// ocsf_pull.cpp
void pull_ocsf(const service& app, http::request& in, http::exchange reply);

// bulk_create.cpp
void create_bulk(const service& app, http::request& in, http::exchange reply);
void get_bulk(const service& app, http::request& in, http::exchange reply);

// parquet.cpp
void download_parquet(const service& app, http::request& in, http::exchange reply);

// download.cpp
/// The partition of the project that a download's token names; none for a token that is not valid.
std::optional<partition_id> place_of(const service& app, const http::request& in);

void download(const service& app, http::request& in, http::exchange reply);

}  // namespace carnet::exports
