// The header lines that the receiving server puts in front of a message (RFC 5321 4.4).
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "producers/smtp/mail_sink.hpp"

namespace carnet {

/// How the message came, for the "with" clause (RFC 3848, RFC 6531).
struct trace_protocol {
  bool esmtp = false;
  bool utf8 = false;
};

/// Return-Path and Received, each ended by CRLF. Bytes of the client that could break the header
/// are replaced. The recipient is named only when it is the only one.
std::string trace_header(const inbound_mail& mail, std::string_view hostname,
                         trace_protocol protocol, std::chrono::sys_seconds now);

}  // namespace carnet
