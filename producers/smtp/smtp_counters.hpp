// What the SMTP service counts for the metrics page. Sessions of all threads add to one set; each
// counter is exact, a reading of several is not one instant.
#pragma once

#include <atomic>
#include <cstdint>

namespace carnet {

/// Counters since the start of the server; gauges are named `..._open` or `..._now`.
struct smtp_counters {
  using counter = std::atomic<std::uint64_t>;
  counter connections{0};
  counter connections_open{0};
  counter connections_refused{0};  // over a connection limit
  counter messages_stored{0};
  counter messages_deferred{0};  // 4xx at the end of a message
  counter messages_refused{0};   // 5xx at the end of a message
  counter recipients_accepted{0};
  counter recipients_deferred{0};
  counter recipients_refused{0};
  counter message_bytes{0};  // of stored messages
  counter line_end_violations{0};
  counter protocol_errors{0};  // every 5xx reply
  counter timeouts{0};
  counter answers_late{0};  // the sink took longer than smtp_limits::answer_max
  counter tls_handshakes{0};
  counter tls_failures{0};

  static void add(counter& which, std::uint64_t amount = 1) {
    which.fetch_add(amount, std::memory_order_relaxed);
  }
};

}  // namespace carnet
