// Credentials, headers, scope and rate, checked before a body is read: the one place that lets a
// request in.
#pragma once

#include <optional>

#include "api/http/route.hpp"
#include "api/service.hpp"

namespace carnet {

// Sets principal, rate window and admission of the request, or gives the problem it is refused
// with.
std::optional<http::problem> admit(const service& app, http::request& in, const http::route& to);

}  // namespace carnet
