// The tables from outcomes to replies; exhaustive, so that a new outcome cannot be forgotten.
#include "producers/smtp/smtp_reply.hpp"

#include "producers/smtp/smtp_session.hpp"

namespace carnet::smtp_reply {

std::string_view of(recipient_verdict verdict) {
  switch (verdict) {
    case recipient_verdict::accepted:
      return "250 2.1.5 Recipient OK\r\n";
    case recipient_verdict::unknown_mailbox:
      return "550 5.1.1 No such mailbox here\r\n";
    case recipient_verdict::mailbox_disabled:
      return "550 5.1.1 Mailbox takes no mail any more\r\n";
    case recipient_verdict::rate_limited:
      return "452 4.7.1 Rate limit reached, try again later\r\n";
    case recipient_verdict::unavailable:
      return "451 4.3.0 Temporarily unavailable\r\n";
    case recipient_verdict::storage_full:
      return "452 4.3.1 Insufficient system storage\r\n";
  }
  return "451 4.3.0 Temporarily unavailable\r\n";
}

std::string_view of(delivery_outcome outcome) {
  switch (outcome) {
    case delivery_outcome::stored:
      return "250 2.0.0 Message stored\r\n";
    case delivery_outcome::unavailable:
      return "451 4.3.0 Temporarily unavailable\r\n";
    case delivery_outcome::storage_full:
      return "452 4.3.1 Insufficient system storage\r\n";
    case delivery_outcome::rate_limited:
      return "452 4.7.1 Rate limit reached, try again later\r\n";
    case delivery_outcome::rejected:
      return "554 5.7.1 Message refused\r\n";
  }
  return "451 4.3.0 Temporarily unavailable\r\n";
}

std::string_view of(smtp_ending why) {
  switch (why) {
    case smtp_ending::idle:
      return "421 4.4.2 Idle for too long; closing\r\n";
    case smtp_ending::session_too_long:
      return "421 4.4.2 Session took too long; closing\r\n";
    case smtp_ending::message_too_long:
      return "421 4.4.2 Message took too long; closing\r\n";
    case smtp_ending::shutting_down:
      return "421 4.3.2 Service is shutting down\r\n";
  }
  return "421 4.3.0 Closing\r\n";
}

std::string_view of(body_fault fault, bool split_helps) {
  switch (fault) {
    case body_fault::none:
      return ok;
    case body_fault::bare_line_end:
      return "550 5.6.0 Message has a line that does not end with CRLF; closing\r\n";
    case body_fault::line_too_long:
      return "550 5.6.0 Message has a line that is too long\r\n";
    case body_fault::too_large:
      return split_helps ? fan_out : too_large;
    case body_fault::no_room:
      return no_room;
  }
  return ok;
}

}  // namespace carnet::smtp_reply
