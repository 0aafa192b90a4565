#include "api/exports/routes.hpp"

#include "api/exports/handlers.hpp"

namespace carnet::exports {

void append_routes(std::vector<http::route>& table, const service& app) {
  table.push_back({.verb = http::method::post,
                   .pattern = "/v1/exports/events",
                   .handle = [&app](http::request& in,
                                    http::exchange reply) { create(app, in, std::move(reply)); },
                   .scope = "exports:write",
                   .body = http::body_kind::json,
                   .needs_idempotency_key = true});
  table.push_back(
      {.verb = http::method::post,
       .pattern = "/v1/exports/bulk",
       .handle = [&app](http::request& in,
                        http::exchange reply) { create_bulk(app, in, std::move(reply)); },
       .scope = "exports:bulk",
       .body = http::body_kind::json,
       .needs_idempotency_key = true});
  table.push_back({.verb = http::method::get,
                   .pattern = "/v1/exports/{exportId}",
                   .handle = [&app](http::request& in,
                                    http::exchange reply) { get_bulk(app, in, std::move(reply)); },
                   .scope = "exports:bulk"});
  table.push_back(
      {.verb = http::method::get,
       .pattern = "/v1/exports/parquet",
       .handle = [&app](http::request& in,
                        http::exchange reply) { download_parquet(app, in, std::move(reply)); },
       .scope = "exports:bulk"});
  table.push_back({.verb = http::method::get,
                   .pattern = "/v1/exports/ocsf",
                   .handle = [&app](http::request& in,
                                    http::exchange reply) { pull_ocsf(app, in, std::move(reply)); },
                   .scope = "exports:write"});
  table.push_back({.verb = http::method::get,
                   .pattern = "/v1/exports/{exportId}/download",
                   .handle = [&app](http::request& in,
                                    http::exchange reply) { download(app, in, std::move(reply)); },
                   .who = http::access::open,
                   .place = [&app](const http::request& in) { return place_of(app, in); }});
}

}  // namespace carnet::exports
