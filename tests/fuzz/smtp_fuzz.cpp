// Any bytes, cut into any reads, with any answers of the sink: the session must stay within its
// limits, answer every command with well-formed replies, and give its share of memory back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "producers/smtp/smtp_session.hpp"

namespace {

void require(bool held) {
  if (!held) std::abort();
}

// Replies are lines of three digits that end with CRLF.
void check_replies(const std::string& output) {
  std::string_view rest = output;
  while (!rest.empty()) {
    const auto end = rest.find("\r\n");
    require(end != std::string_view::npos && end >= 4);
    const auto line = rest.substr(0, end);
    require(line[0] >= '2' && line[0] <= '5' && (line[3] == ' ' || line[3] == '-'));
    require(line.find('\n') == std::string_view::npos && line.find('\r') == std::string_view::npos);
    rest.remove_prefix(end + 2);
  }
}

void check_mail(const carnet::inbound_mail& mail, const carnet::smtp_limits& limits) {
  require(!mail.recipients.empty() && mail.recipients.size() <= limits.recipients_max);
  require(mail.raw.size() <= limits.message_bytes_max);
  require(mail.raw.size() * mail.recipients.size() <= limits.fan_out_bytes_max);
  for (std::size_t at = 0; at < mail.raw.size(); ++at) {
    if (mail.raw[at] == '\n') require(at > 0 && mail.raw[at - 1] == '\r');
    if (mail.raw[at] == '\r') require(at + 1 < mail.raw.size() && mail.raw[at + 1] == '\n');
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 2) return 0;
  carnet::smtp_limits limits;
  limits.message_bytes_max = 4'096;
  limits.fan_out_bytes_max = 8'192;
  limits.recipients_max = 5;
  limits.command_line_bytes_max = 256;
  limits.text_line_bytes_max = 512;
  carnet::byte_budget budget(std::size_t{bytes[0]} * 512);
  carnet::smtp_counters counters;
  carnet::smtp_peer peer;
  peer.hostname = "mx.test";
  peer.address = "192.0.2.7";
  peer.tls_offered = true;
  const std::size_t read_size = std::size_t{bytes[1]} + 1;
  {
    carnet::smtp_session session(limits, peer, budget, counters);
    std::string_view input(reinterpret_cast<const char*>(bytes) + 2, size - 2);
    unsigned answers = bytes[0];
    bool open = true;
    while (open && !input.empty()) {
      auto piece = input.substr(0, read_size);
      input.remove_prefix(piece.size());
      while (true) {
        const auto step = session.advance(piece);
        require(step.consumed <= piece.size());
        piece.remove_prefix(step.consumed);
        answers = answers * 5 + 1;
        if (step.action == carnet::smtp_action::read) {
          require(piece.empty());
          break;
        }
        if (step.action == carnet::smtp_action::close) {
          open = false;
          break;
        }
        if (step.action == carnet::smtp_action::check_recipient) {
          session.recipient_checked(answers % 4 == 0 ? carnet::recipient_verdict::unknown_mailbox
                                                     : carnet::recipient_verdict::accepted);
        } else if (step.action == carnet::smtp_action::deliver) {
          check_mail(session.take_mail(), limits);
          session.delivered(static_cast<carnet::delivery_outcome>(answers % 5));
        } else {
          require(piece.empty());
          session.tls_started();
        }
      }
      check_replies(session.output());
      session.output().clear();
    }
  }
  require(budget.used() == 0);
  return 0;
}
