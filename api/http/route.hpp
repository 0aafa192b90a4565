// One row of the route table. The table is plain rows: the server matches requests against it,
// tests walk it, and the OpenAPI document is checked against it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "api/http/exchange.hpp"
#include "api/http/request.hpp"

namespace carnet::http {

/// Runs on the connection's event loop and must not block. The request is valid until it returns.
using handler = std::function<void(request&, exchange)>;

inline constexpr std::uint32_t body_bytes_default = 1024 * 1024;
inline constexpr std::uint32_t body_bytes_bulk = 16 * 1024 * 1024;

/// Who may call: anybody, holders of an API key, holders of an admin token, whoever knows the
/// deployment's shared secret, or the deployment's own nodes. The gate decides; the server only
/// carries the word.
enum class access : std::uint8_t { open, api_key, admin, shared_secret, node };

enum class body_kind : std::uint8_t {
  none,  // a body is read and ignored
  json,  // JSON or empty; another Content-Type with a body is answered 415
  mail,  // a message; another Content-Type with a body is answered 415
  raw,   // any Content-Type
};

struct route {
  method verb;
  std::string_view pattern;  // "/v1/identities/{id}/events"; literals beat parameters
  handler handle;
  access who = access::api_key;
  std::string_view scope = {};  // required scope, empty: none
  body_kind body = body_kind::none;
  std::uint32_t body_bytes_max = body_bytes_default;
  bool needs_idempotency_key = false;
  bool secret = false;    // GET only: HEAD is answered 405, and answers are never stored
  bool any_node = false;  // answered from what a node has, whether it owns the partition or not
  /// The partition that a request without credentials is about; empty: none.
  std::function<std::optional<std::uint32_t>(const request&)> place = {};
};

}  // namespace carnet::http
