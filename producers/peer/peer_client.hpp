// Requests to the other nodes of the deployment: HTTP/1.1 over kept-alive connections, answers
// handed on whole or, where they are long, piece by piece.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "domain/failure.hpp"
#include "producers/outbound/target_url.hpp"
#include "producers/peer/answer_rest.hpp"

namespace carnet::peers {

struct peer_client_options {
  std::string ca_file;  // PEM, trusted beside the system's; empty: none
  std::size_t in_flight_max = 8192;
  std::size_t body_bytes_max = 256 * 1024 * 1024;  // of all requests in flight
};

/// How a request ended.
enum class exchange_end : std::uint8_t {
  answered,
  not_sent,    // no connection, or it broke before all was written: surely not processed
  broken_off,  // nobody knows whether it was processed
  timed_out,   // the same
  too_many,    // refused here, for what is in flight already
};

struct peer_request {
  outbound::target_url to;  // its path is not looked at
  std::string method;
  std::string target;
  std::string header_lines;  // each ending in CRLF, with Host, without Content-Length
  std::string body;
  std::chrono::steady_clock::time_point deadline;
  /// Asked now and then until the answer comes; false ends the request as broken_off. May be empty.
  std::function<bool()> still_wanted;
};

using named_field = std::pair<std::string, std::string>;

struct peer_answer {
  exchange_end end = exchange_end::not_sent;
  unsigned status = 0;
  std::string reason;
  std::vector<named_field> fields;    // those that are not of the connection, in their order
  std::string body;                   // all of it, or what came first
  std::shared_ptr<answer_rest> rest;  // what follows, for an answer that is long
};
using peer_taker = std::move_only_function<void(peer_answer)>;

class peer_client {
 public:
  /// `invalid_argument` when the file of authorities can not be used.
  static result<std::unique_ptr<peer_client>> open(peer_client_options options);
  ~peer_client();  // stop()

  /// `done` is called once, on the loop's thread or at once, and must not block. Thread safe.
  void send(peer_request request, peer_taker done);

  /// Calls `run` on the loop's thread after the pause; never, once the client has stopped.
  void after(std::chrono::milliseconds pause, std::function<void()> run);

  /// Reads the file of authorities again, for connections from here on. On failure those known
  /// stay.
  result<void> reload_authorities();

  /// Ends the loop; what is under way gets no answer.
  void stop();

 private:
  struct parts;
  explicit peer_client(std::unique_ptr<parts> inner);
  std::unique_ptr<parts> parts_;
};

}  // namespace carnet::peers
