// Every fixed reply of the service, with its enhanced status code (RFC 3463, RFC 2034). Replies
// name neither recipients nor reasons that would tell a stranger about the state of a mailbox.
#pragma once

#include <string_view>

#include "producers/smtp/body_reader.hpp"
#include "producers/smtp/mail_sink.hpp"

namespace carnet {

enum class smtp_ending : std::uint8_t;

namespace smtp_reply {

inline constexpr std::string_view ok = "250 2.0.0 OK\r\n";
inline constexpr std::string_view sender_ok = "250 2.1.0 Sender OK\r\n";
inline constexpr std::string_view start_data = "354 End data with <CR><LF>.<CR><LF>\r\n";
inline constexpr std::string_view bye = "221 2.0.0 Bye\r\n";
inline constexpr std::string_view ready_for_tls = "220 2.0.0 Ready to start TLS\r\n";
inline constexpr std::string_view cannot_verify =
    "252 2.1.5 Addresses are not verified here; send mail and see\r\n";
inline constexpr std::string_view help =
    "214-2.0.0 Commands: EHLO HELO MAIL RCPT DATA BDAT RSET NOOP VRFY HELP STARTTLS QUIT\r\n"
    "214 2.0.0 This server takes mail for its own mailboxes only\r\n";

inline constexpr std::string_view unknown_command = "500 5.5.1 Command not recognised\r\n";
inline constexpr std::string_view syntax = "501 5.5.2 Syntax error\r\n";
inline constexpr std::string_view line_too_long = "500 5.5.2 Line too long\r\n";
inline constexpr std::string_view arguments = "501 5.5.4 Invalid arguments\r\n";
inline constexpr std::string_view chunk_arguments = "501 5.5.4 Invalid chunk; closing\r\n";
inline constexpr std::string_view not_offered = "502 5.5.1 Command not offered\r\n";
inline constexpr std::string_view hello_first = "503 5.5.1 Send HELO or EHLO first\r\n";
inline constexpr std::string_view nested_mail = "503 5.5.1 A sender was given already\r\n";
inline constexpr std::string_view mail_first = "503 5.5.1 Send MAIL first\r\n";
inline constexpr std::string_view recipient_first = "503 5.5.1 No valid recipients\r\n";
inline constexpr std::string_view in_chunks = "503 5.5.1 The message was begun with BDAT\r\n";
inline constexpr std::string_view tls_already = "503 5.5.1 TLS is active already\r\n";
inline constexpr std::string_view sender_syntax = "501 5.1.7 Bad sender address syntax\r\n";
inline constexpr std::string_view recipient_syntax = "501 5.1.3 Bad recipient address syntax\r\n";
inline constexpr std::string_view needs_smtputf8 = "553 5.6.7 Address needs SMTPUTF8\r\n";
inline constexpr std::string_view parameter = "555 5.5.4 Parameter not recognised\r\n";
inline constexpr std::string_view too_large = "552 5.3.4 Message too large\r\n";
inline constexpr std::string_view too_many_recipients = "452 4.5.3 Too many recipients\r\n";
inline constexpr std::string_view fan_out =
    "452 4.5.3 Too many recipients for a message of this size\r\n";
inline constexpr std::string_view no_room = "452 4.3.1 Server is busy, try again later\r\n";

inline constexpr std::string_view bare_line_end_closing =
    "521 5.5.2 Lines must end with CRLF; closing\r\n";
inline constexpr std::string_view input_after_starttls =
    "554 5.5.1 Nothing may follow STARTTLS; closing\r\n";
inline constexpr std::string_view too_many_errors = "421 4.7.0 Too many errors; closing\r\n";
inline constexpr std::string_view too_many_commands = "421 4.7.0 Too many commands; closing\r\n";
inline constexpr std::string_view too_many_connections =
    "421 4.7.0 Too many connections; closing\r\n";

std::string_view of(recipient_verdict verdict);
std::string_view of(delivery_outcome outcome);
std::string_view of(smtp_ending why);

/// `split_helps`: the message was too large only for so many recipients.
std::string_view of(body_fault fault, bool split_helps);

}  // namespace smtp_reply
}  // namespace carnet
