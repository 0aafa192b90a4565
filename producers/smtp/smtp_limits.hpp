// Every bound of the SMTP service in one place. The defaults are those of the product; tests set
// smaller ones.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace carnet {

/// Bounds of one session, sizes in bytes.
struct smtp_limits {
  std::size_t message_bytes_max = std::size_t{25} << 20;
  std::size_t recipients_max = 100;
  std::size_t fan_out_bytes_max = std::size_t{100} << 20;  // recipients x message size
  std::size_t command_line_bytes_max = 2'048;              // with CRLF; RFC 5321 asks for 512
  std::size_t text_line_bytes_max = 64 << 10;              // with CRLF; RFC 5321 asks for 1000
  std::uint32_t errors_max = 20;  // 5xx replies but the sink's, since a message was stored
  std::uint32_t commands_without_mail_max = 500;  // commands since a message was stored
  std::chrono::seconds idle_max{300};             // waiting for the client
  std::chrono::seconds message_max{600};    // from DATA or the first BDAT to the end of the message
  std::chrono::seconds session_max{3'600};  // from connect; ends between two commands
  std::chrono::seconds answer_max{60};      // waiting for the sink, then 451
};

/// Bounds over all sessions of a server.
struct smtp_server_limits {
  std::size_t connections_max = 2'000;
  std::size_t connections_per_peer_max = 64;  // IPv4 address or IPv6 /64 network
  std::size_t bytes_in_flight_max = std::size_t{256} << 20;
  std::size_t bytes_in_flight_per_peer_max = std::size_t{128} << 20;
};

}  // namespace carnet
