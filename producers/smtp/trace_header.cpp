// Dates are in UTC: the place of the server is nobody's business.
#include "producers/smtp/trace_header.hpp"

#include <fmt/format.h>

#include <array>

namespace carnet {
namespace {

std::string date_time(std::chrono::sys_seconds now) {
  static constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(now - day);
  return fmt::format(
      "{}, {} {} {:04} {:02}:{:02}:{:02} +0000", days.at(std::chrono::weekday(day).c_encoding()),
      static_cast<unsigned>(date.day()), months.at(static_cast<unsigned>(date.month()) - 1),
      static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
      time.seconds().count());
}

// Parentheses and line ends would let a client write clauses of its own.
std::string clean(std::string_view text, bool utf8) {
  std::string out;
  for (const char c : text.substr(0, 255)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool bad = byte <= 0x20 || byte == 0x7f || (byte >= 0x80 && !utf8) || c == '(' ||
                     c == ')' || c == ';' || c == '\\';
    out += bad ? '?' : c;
  }
  return out;
}

std::string_view with_clause(const inbound_mail& mail, trace_protocol protocol) {
  if (protocol.utf8) return mail.tls ? "UTF8SMTPS" : "UTF8SMTP";
  if (!protocol.esmtp) return "SMTP";
  return mail.tls ? "ESMTPS" : "ESMTP";
}

}  // namespace

std::string trace_header(const inbound_mail& mail, std::string_view hostname,
                         trace_protocol protocol, std::chrono::sys_seconds now) {
  const std::string_view tag = mail.peer.find(':') == std::string::npos ? "" : "IPv6:";
  std::string header = fmt::format(
      "Return-Path: <{}>\r\nReceived: from {} ([{}{}])\r\n\tby {} with {}", mail.envelope_from,
      clean(mail.helo, protocol.utf8), tag, mail.peer, hostname, with_clause(mail, protocol));
  if (mail.recipients.size() == 1) header += fmt::format("\r\n\tfor <{}>", mail.recipients[0]);
  return header + ";\r\n\t" + date_time(now) + "\r\n";
}

}  // namespace carnet
