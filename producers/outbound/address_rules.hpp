// Which addresses this server connects to on a stranger's wish. Judged on the bytes that go into
// connect(), after resolution, so that no way of writing an address gets around it.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace carnet::outbound {

enum class address_kind : std::uint8_t {
  global,
  local,      // loopback or private (RFC 1918, RFC 6598, RFC 4193): development may allow them
  forbidden,  // link-local, metadata services, multicast, reserved: never
};

// `bytes` = 4 of IPv4 or 16 of IPv6, in network order. An IPv6 address that carries an IPv4 one
// (mapped, compatible, NAT64, 6to4, ISATAP, Teredo) is no better than what it carries.
address_kind classify(std::span<const std::uint8_t> bytes);

// Whether it may be connected to; `allow_private` for development.
bool may_reach(std::span<const std::uint8_t> bytes, bool allow_private);

}  // namespace carnet::outbound
