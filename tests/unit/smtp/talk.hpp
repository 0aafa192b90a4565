// A client's view of one session without sockets: bytes in, replies out, the sink's answers chosen
// by the test.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "producers/smtp/smtp_session.hpp"

namespace carnet::test {

inline smtp_peer test_peer(bool tls_offered) {
  smtp_peer peer;
  peer.hostname = "mx.test";
  peer.address = "192.0.2.7";
  peer.tls_offered = tls_offered;
  return peer;
}

/// Drives a session and does its actions at once.
class talk {
 public:
  explicit talk(smtp_limits bounds = {}, std::size_t budget_bytes = std::size_t{64} << 20)
      : limits(bounds), budget(budget_bytes), session(limits, test_peer(true), budget, counters) {
    session.output().clear();
  }

  /// Says `bytes`, returns the replies.
  std::string say(std::string_view bytes) {
    do {
      const auto step = session.advance(bytes);
      bytes.remove_prefix(step.consumed);
      if (step.action == smtp_action::read) break;
      if (step.action == smtp_action::close) {
        closed = true;
        break;
      }
      act(step.action);
    } while (true);
    return std::exchange(session.output(), {});
  }

  /// The same one byte at a time: where reads end must not matter.
  std::string spell(std::string_view bytes) {
    std::string replies;
    for (std::size_t at = 0; at < bytes.size() && !closed; ++at)
      replies += say(bytes.substr(at, 1));
    return replies;
  }

  /// Greets and names a sender and `recipients` mailboxes.
  void begin(int recipients = 1) {
    say("EHLO client.test\r\nMAIL FROM:<a@b.test>\r\n");
    for (int i = 0; i < recipients; ++i) say("RCPT TO:<r" + std::to_string(i) + "@c.test>\r\n");
  }

  smtp_limits limits;
  byte_budget budget;
  smtp_counters counters;
  std::function<recipient_verdict(const std::string&)> verdict = [](const std::string&) {
    return recipient_verdict::accepted;
  };
  delivery_outcome outcome = delivery_outcome::stored;
  std::vector<inbound_mail> mails;
  std::vector<std::string> asked;
  bool closed = false;
  smtp_session session;

 private:
  void act(smtp_action action) {
    if (action == smtp_action::check_recipient) {
      asked.push_back(session.recipient());
      session.recipient_checked(verdict(session.recipient()));
    } else if (action == smtp_action::deliver) {
      mails.push_back(session.take_mail());
      session.delivered(outcome);
    } else {
      session.tls_started();
    }
  }
};

}  // namespace carnet::test
