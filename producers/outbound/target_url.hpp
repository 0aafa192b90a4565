// A URL to deliver to, taken apart and judged before anything is resolved.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace carnet::outbound {

inline constexpr std::size_t target_url_bytes_max = 2048;

struct target_url {
  bool tls = true;
  std::string host;     // as the Host header and the certificate have it; IPv6 in brackets
  std::string address;  // what is resolved: a name, or an address without brackets
  std::uint16_t port = 443;
  std::string path;  // with the query; at least "/"

  // The Host header (RFC 9110 section 7.2): the port only where it is not the scheme's.
  std::string host_header() const;
  // Connections to equal origins may be shared.
  std::string origin() const;
};

// The parts of an absolute https URL (http where `allow_private`), or why it is refused, for the
// caller. A userinfo, a fragment, a literal address that may not be reached and numbers dressed up
// as names are refused.
std::expected<target_url, std::string> parse_target(std::string_view url, bool allow_private);

}  // namespace carnet::outbound
