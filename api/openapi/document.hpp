// The OpenAPI 3.1 document: schemas/openapi/carnet.json, compiled in. It is written by hand and
// kept honest by openapi_differences, which compares it with the route table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http/route.hpp"

namespace carnet::openapi {

/// The document as served at /openapi.json.
std::string_view document();

/// Every way in which a document and a route table disagree, one sentence each: a route or an
/// operation without its counterpart, another scope, another security scheme, an Idempotency-Key
/// demanded by one only, a secret route not marked, path parameters not declared, no schema for
/// the answer of success. Empty when they agree.
std::vector<std::string> openapi_differences(std::string_view json,
                                             const std::vector<http::route>& table);

}  // namespace carnet::openapi
