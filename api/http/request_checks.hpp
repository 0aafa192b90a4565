// What can be refused by the route's row and the header fields alone, before a handler runs.
#pragma once

#include <optional>
#include <string_view>

#include "api/http/router.hpp"
#include "api/http/server.hpp"

namespace carnet::http {

/// 404 or 405 for a request that matched no row; 400 for a query or path that can not be decoded.
/// Fills request::query and request::path_params.
std::optional<problem> check_target(request& asked, const router::match& found);

/// Idempotency-Key: demanded by the row, and 1 to 255 visible characters wherever it is sent with
/// a mutation.
std::optional<problem> check_idempotency_key(const request& asked, const route& to);

/// 415 when a JSON route gets a body of another type. No Content-Type at all is taken as JSON.
std::optional<problem> check_content_type(const request& asked, const route& to);

/// The request's Origin when the server is configured to serve it, else an empty text.
std::string_view permitted_origin(const request& asked, const server_options& options);

/// The answer to a CORS preflight from a permitted origin for a path that exists.
std::optional<response> preflight_answer(const request& asked, const router::match& found,
                                         const server_options& options);

}  // namespace carnet::http
