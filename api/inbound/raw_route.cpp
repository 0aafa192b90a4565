#include "api/inbound/raw_route.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "api/http/json_writer.hpp"
#include "producers/smtp/smtp_limits.hpp"
#include "producers/smtp/smtp_path.hpp"

namespace carnet {
namespace {

constexpr std::uint32_t message_bytes_max = 25 * 1024 * 1024;
constexpr std::size_t recipients_max = 100;
constexpr std::size_t bytes_times_recipients_max = 100 * 1024 * 1024;

http::problem problem_of(recipient_verdict verdict, const std::string& address) {
  using enum recipient_verdict;
  switch (verdict) {
    case storage_full:
      return {http::error_code::storage_full};
    case rate_limited:
      return {http::error_code::rate_limited};
    case unavailable:
      return {http::error_code::unavailable};
    case accepted:
    case unknown_mailbox:
    case mailbox_disabled:
      break;
  }
  return {http::error_code::not_found, fmt::format("{} takes no mail here.", address), "to"};
}

http::outcome answer_of(delivery_outcome outcome, std::size_t recipients) {
  switch (outcome) {
    case delivery_outcome::stored:
      break;
    case delivery_outcome::storage_full:
      return http::problem{http::error_code::storage_full};
    case delivery_outcome::rate_limited:
      return http::problem{http::error_code::rate_limited};
    case delivery_outcome::rejected:
      return http::problem{http::error_code::invalid_request};
    case delivery_outcome::unavailable:
      return http::problem{http::error_code::unavailable};
  }
  http::response out;
  http::json_writer json(out.body);
  json.begin_object();
  json.member("status", "stored");
  json.member("recipients", recipients);
  json.end_object();
  return out;
}

std::optional<http::problem> check_size(const inbound_mail& mail) {
  if (mail.recipients.empty() || mail.recipients.size() > recipients_max) {
    return http::problem{http::error_code::invalid_request, "There must be 1 to 100 recipients.",
                         "to"};
  }
  if (mail.raw.empty())
    return http::problem{http::error_code::invalid_request, "The message is empty."};
  if (mail.raw.size() * mail.recipients.size() > bytes_times_recipients_max) {
    return http::problem{http::error_code::payload_too_large};
  }
  return std::nullopt;
}

http::problem bad_parameter(const char* name, std::string message) {
  return {http::error_code::invalid_request, std::move(message), name};
}

// What SMTP refuses comes in by no other way.
std::optional<http::problem> check_form(const inbound_mail& mail) {
  constexpr std::size_t line_bytes_max = smtp_limits{}.text_line_bytes_max;
  if (!is_address(mail.envelope_from, false)) {
    return bad_parameter("from", "It must be an address, or empty for a bounce.");
  }
  for (const auto& to : mail.recipients) {
    if (to.empty() || !is_address(to, true)) return bad_parameter("to", "It must be an address.");
  }
  for (std::string_view rest = mail.raw; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    if (end > line_bytes_max) {
      return http::problem{http::error_code::invalid_request,
                           fmt::format("A line is longer than {} bytes.", line_bytes_max)};
    }
    rest.remove_prefix(end);
  }
  return std::nullopt;
}

// Asks for each recipient in turn, then delivers; the first that takes no mail refuses the whole.
void check_and_deliver(mail_sink& sink, std::shared_ptr<inbound_mail> mail, std::size_t next,
                       std::shared_ptr<http::exchange> reply) {
  if (next < mail->recipients.size()) {
    sink.check_recipient(mail->recipients[next],
                         [&sink, mail, next, reply](recipient_verdict verdict) {
                           if (verdict != recipient_verdict::accepted) {
                             return reply->send(problem_of(verdict, mail->recipients[next]));
                           }
                           check_and_deliver(sink, mail, next + 1, reply);
                         });
    return;
  }
  const std::size_t count = mail->recipients.size();
  sink.deliver(std::move(*mail), [reply, count](delivery_outcome outcome) {
    auto answer = answer_of(outcome, count);
    std::visit([&reply](auto& what) { reply->send(std::move(what)); }, answer);
  });
}

void take_raw(mail_sink& sink, http::request& in, http::exchange reply) {
  auto mail = std::make_shared<inbound_mail>();
  for (const auto& [name, value] : in.query) {
    if (name == "from") mail->envelope_from = value;
    const auto& known = mail->recipients;
    if (name == "to" && std::find(known.begin(), known.end(), value) == known.end()) {
      mail->recipients.push_back(value);
    }
  }
  mail->raw = std::move(in.body);
  mail->peer = in.client();
  mail->tls = in.client_secure();
  if (auto bad = check_size(*mail)) return reply.send(std::move(*bad));
  if (auto bad = check_form(*mail)) return reply.send(std::move(*bad));
  check_and_deliver(sink, std::move(mail), 0, std::make_shared<http::exchange>(std::move(reply)));
}

}  // namespace

void append_inbound_route(std::vector<http::route>& table, mail_sink& sink) {
  table.push_back(
      {.verb = http::method::post,
       .pattern = "/v1/inbound/raw",
       .handle = [&sink](http::request& in,
                         http::exchange reply) { take_raw(sink, in, std::move(reply)); },
       .who = http::access::shared_secret,
       .body = http::body_kind::mail,
       .body_bytes_max = message_bytes_max});
}

}  // namespace carnet
