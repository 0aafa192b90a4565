// One request as a handler sees it: plain values, no socket. The object belongs to the connection
// and is used again for its next request; a handler that answers later moves out what it needs
// (body, texts) before it returns.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/header_list.hpp"
#include "api/http/lease.hpp"
#include "api/http/method.hpp"

namespace carnet::http {

struct route;

/// What X-RateLimit-* report. The defaults are those of a caller without a limit.
struct rate_window {
  static constexpr std::uint32_t unlimited = 1'000'000;
  std::uint32_t limit = unlimited;
  std::uint32_t remaining = unlimited;
  std::int64_t reset_unix_s = 0;  // 0: the present second
};

using named_text = std::pair<std::string, std::string>;

/// The other node that a request came through, as its mark says.
struct forwarded_hop {
  std::string node;
  std::string peer;     // the client's IP address
  bool secure = false;  // the client came over TLS
  std::string body_hash;
  std::string once;  // of this mark alone
};

/// Credentials that this node does not know, in a deployment where another may have made them a
/// moment ago: open until its copy has caught up, then settled by asking the gate once more.
enum class doubt : std::uint8_t { none, open, settled };

struct request {
  http::method verb = method::other;
  std::string target;             // as sent, with the query
  std::string_view path;          // the target's path, still percent-encoded
  std::vector<named_text> query;  // decoded, in the order sent
  std::vector<std::pair<std::string_view, std::string>> path_params;  // decoded
  header_list headers;
  std::string body;
  std::string peer;                                // the caller's IP address
  bool secure = false;                             // came over TLS
  std::string request_id;                          // "req_" and base32
  std::string trace_id;                            // 32 hex
  std::string root_span_id;                        // 16 hex
  std::chrono::steady_clock::time_point begun;     // when it was complete
  std::chrono::steady_clock::time_point deadline;  // an answer later than this is not waited for
  const route* matched = nullptr;

  // Written by the gate or the handler, before it returns; read when the answer is written.
  std::shared_ptr<const void> principal;  // who asks, as the gate found; see principal_as
  rate_window rate;
  lease admission;               // the caller's request in flight, given back with the answer
  std::string_view api_version;  // static text; X-API-Version
  std::string ignored_fields;    // X-Ignored-Fields, ready to send

  // Of a deployment of several nodes; see server_options::direct.
  std::unique_ptr<forwarded_hop> hop;  // the request came from another node
  http::doubt doubt = http::doubt::none;
  bool uncounted = false;  // admitted as another node's to count
  bool as_owner = false;   // answered as the owner of `partition`, which is looked at again then
  std::uint8_t runs = 0;   // of the handler as the owner
  std::uint32_t partition = 0;

  /// The client's address and whether it came over TLS, whichever node it asked.
  const std::string& client() const { return hop ? hop->peer : peer; }
  bool client_secure() const { return hop ? hop->secure : secure; }

  /// The decoded path parameter, or an empty text when the pattern has none of that name.
  std::string_view path_param(std::string_view name) const;

  template <class T>
  const T* principal_as() const {
    return static_cast<const T*>(principal.get());
  }

  /// Gives back what an idle connection must not sit on: principal, admission, a large body.
  void settle();

  /// Forgets everything but the buffers' memory and what belongs to the connection (peer, secure).
  void clear();
};

/// Splits and decodes a query (application/x-www-form-urlencoded); false when an escape is broken,
/// the text is not UTF-8 or there are more than 128 pairs.
bool parse_query(std::string_view text, std::vector<named_text>& into);

/// Decodes %XX; with `plus_is_space` also '+'. False when an escape is broken.
bool percent_decode(std::string_view text, bool plus_is_space, std::string& into);

/// Whether the text is well-formed UTF-8.
bool is_utf8(std::string_view text);

}  // namespace carnet::http
