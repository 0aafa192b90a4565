// The HTTP server: one event loop per thread, one SO_REUSEPORT acceptor per loop, sessions that
// never leave their loop. It knows routes, limits and headers, and nothing of identities.
//
//   http::server_options options;
//   options.address = "127.0.0.1"; options.port = 8080;
//   options.gate = [&](http::request& in, const http::route& to) { return keys.admit(in, to); };
//   std::vector<http::route> table = {
//     {http::method::get, "/v1/identities/{id}", [&](http::request& in, http::exchange reply) {
//        reply.send(http::response{.body = render(in.path_param("id"))});
//      }, http::access::api_key, "identities:read"}};
//   http::append_operations_routes(table, {...});            // healthz, readyz, metrics, openapi
//   auto server = http::server::start(std::move(options), std::move(table));   // result<...>
//   ...
//   (*server)->stop(std::chrono::seconds(10));               // drains, then joins
//
// Order of checks: path and method (404, 405), size (413), the gate (401, 403, 429 ...),
// Idempotency-Key (400), Content-Type (415), then the handler. The gate runs once the header is
// complete: a caller it turns away can not make the server keep a body.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/http/request_metrics.hpp"
#include "api/http/route.hpp"
#include "domain/failure.hpp"

struct ssl_ctx_st;

namespace carnet::http {

/// Named bounds of everything a peer can make the server keep or wait for.
struct server_limits {
  std::size_t connections_max = 10'000;
  std::size_t header_bytes_max = 32 * 1024;
  std::size_t body_bytes_in_flight_max = 256 * 1024 * 1024;  // over all connections
  std::chrono::milliseconds handshake{10'000};
  std::chrono::milliseconds header{10'000};  // from the first byte of a request
  std::chrono::milliseconds body{60'000};
  std::chrono::milliseconds idle{75'000};    // between requests
  std::chrono::milliseconds answer{30'000};  // what a handler has; request::deadline
  std::chrono::milliseconds write{30'000};
  std::chrono::milliseconds linger{2'000};  // for a refused body, so that the answer is read
};

struct server_options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one
  unsigned threads = 1;    // event loops
  server_limits limits;
  std::vector<std::string> cors_origins;  // exact origins; empty: no CORS at all

  /// Names the API revision of answers that are given before a handler has chosen one, in
  /// request::api_version. Empty: none is named.
  std::function<void(request&)> name_revision;

  /// Looks at credentials, scope and rate before a body is read; sets request::principal, rate and
  /// admission. A problem refuses the request. Runs on the loop, must not block. Empty: all pass.
  std::function<std::optional<problem>(request&, const route&)> gate;

  /// Asked before every run of a handler; true when the request is answered elsewhere or later and
  /// the exchange is taken. May set request::as_owner. Empty: all requests are answered here.
  std::function<bool(request&, const route&, exchange&)> direct;

  /// Whether an answer given as the owner may still be: asked when it is about to be written. A
  /// request that may be asked again is run again, so that `direct` sends it where it belongs;
  /// others are told not_owner.
  std::function<bool(const request&)> vouched;

  /// The OpenSSL context for connections accepted from here on (so a reload is a swap); empty: no
  /// TLS. Called on the loops' threads.
  std::function<std::shared_ptr<ssl_ctx_st>()> tls_context;

  /// Told of what went wrong inside, with the request id; never carries request content.
  std::function<void(const std::string&)> log;

  /// Shared with the metrics page; made by the server when empty.
  std::shared_ptr<request_metrics> metrics;
};

class server {
 public:
  /// Listens and starts the loops. Fails when the address can not be bound.
  static result<std::unique_ptr<server>> start(server_options options, std::vector<route> table);

  ~server();  // stops without waiting for answers
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  /// The port listened on.
  std::uint16_t port() const;

  const std::vector<route>& table() const;

  std::size_t connections() const;

  /// Stops accepting, closes idle connections, ends parked waits with their own answers, lets the
  /// other requests be answered for at most `drain`, then closes the rest and ends the loops.
  /// Called once, not from a loop's thread.
  void stop(std::chrono::milliseconds drain);

 private:
  struct state;
  explicit server(std::unique_ptr<state> inner);
  std::unique_ptr<state> state_;
};

}  // namespace carnet::http
