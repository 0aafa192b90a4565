// Requests to other people's servers: HTTP/1.1 POST over kept-alive connections, TLS verified,
// addresses judged at connect time, redirects never followed, size and time limited.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "domain/failure.hpp"
#include "domain/time.hpp"
#include "domain/webhook/events.hpp"
#include "producers/outbound/target_url.hpp"

namespace carnet::outbound {

inline constexpr std::size_t excerpt_bytes_max = 2048;

struct sender_options {
  bool allow_private = false;  // development only: loopback and private addresses
  std::string ca_file;         // PEM, trusted beside the system's; empty: none
  std::string proxy;           // http://[user:password@]host:port; empty: direct
  unsigned threads = 1;        // event loops
};

struct outbound_request {
  target_url target;
  std::string header_lines;  // each ending in CRLF; beside Host, Content-Type and Content-Length
  std::string body;          // JSON
  std::chrono::milliseconds limit{15'000};  // from here to the whole answer
};

struct outbound_answer {
  delivery_error error = delivery_error::none;  // none: an answer came, whichever
  std::uint16_t status = 0;
  std::uint32_t latency_us = 0;
  duration_s retry_after_s = 0;
  std::string excerpt;  // the first bytes of the answer's body
};
using answer_taker = std::move_only_function<void(outbound_answer)>;

struct sender_counters {
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> connections{0};  // opened
  std::atomic<std::uint64_t> refused{0};      // by address
  std::atomic<std::int64_t> in_flight{0};
};

class http_sender {
 public:
  // `invalid_argument` when a file or the proxy's URL can not be used.
  static result<std::unique_ptr<http_sender>> open(sender_options options);
  ~http_sender();  // stop()

  // `done` is called once, on a loop's thread, and must not block. Thread safe. The caller bounds
  // how many are under way.
  void send(outbound_request request, answer_taker done);

  // Ends the loops; what is under way gets no answer.
  void stop();

  const sender_counters& counters() const;

 private:
  struct parts;
  explicit http_sender(std::unique_ptr<parts> inner);
  std::unique_ptr<parts> parts_;
};

}  // namespace carnet::outbound
