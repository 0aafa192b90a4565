// The border between SMTP and the rest of the program: who may be written to, and the handing over
// of a message. The sink is implemented by the core; SMTP answers the client with what the sink
// decided. A sink that does not answer is waited for with a bound, then its answer is ignored.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace carnet {

/// What is to be answered to RCPT (RFC 5321 4.2, RFC 3463).
enum class recipient_verdict {
  accepted,          // 250 2.1.5
  unknown_mailbox,   // 550 5.1.1
  mailbox_disabled,  // 550 5.1.1: squashed, expired or over its event budget
  rate_limited,      // 452 4.7.1
  unavailable,       // 451 4.3.0
  storage_full,      // 452 4.3.1
};

/// What is to be answered at the end of a message.
enum class delivery_outcome {
  stored,        // 250 2.0.0: an event on disk for every recipient
  unavailable,   // 451 4.3.0
  storage_full,  // 452 4.3.1
  rate_limited,  // 452 4.7.1
  rejected,      // 554 5.7.1
};

/// A message as it came in.
struct inbound_mail {
  std::string envelope_from;  // without angle brackets, "" for the null sender
  std::vector<std::string>
      recipients;            // accepted ones in order, no repeats, as the client wrote them
  std::string raw;           // header and body after dot-unstuffing: what the dedupe digest covers
  std::string trace_header;  // Return-Path and Received with CRLF, to be stored before `raw`
  std::string peer;          // address of the client, no port
  bool tls = false;
  std::string helo;
};

/// Implemented by the core. Both functions may be called on any thread that runs SMTP, and for many
/// sessions at a time; `done` may be called on any thread, later or before the function returns, at
/// most once. A `done` that is dropped without a call counts as `unavailable`.
struct mail_sink {
  virtual ~mail_sink() = default;
  virtual void check_recipient(std::string address,
                               std::move_only_function<void(recipient_verdict)> done) = 0;
  virtual void deliver(inbound_mail mail, std::move_only_function<void(delivery_outcome)> done) = 0;
};

}  // namespace carnet
