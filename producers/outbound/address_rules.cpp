#include "producers/outbound/address_rules.hpp"

#include <algorithm>

namespace carnet::outbound {
namespace {

using enum address_kind;

struct v4_block {
  std::uint32_t network;
  int bits;
  address_kind kind;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// The IANA registry of special-purpose IPv4 addresses, and metadata services outside of it; the
// first that fits decides.
constexpr std::array v4_blocks{
    v4_block{v4(0, 0, 0, 0), 8, forbidden},           // this network
    v4_block{v4(100, 100, 100, 200), 32, forbidden},  // a cloud's metadata service
    v4_block{v4(168, 63, 129, 16), 32, forbidden},    // a cloud's platform services
    v4_block{v4(192, 0, 0, 192), 32, forbidden},      // a cloud's metadata service
    v4_block{v4(10, 0, 0, 0), 8, local},
    v4_block{v4(100, 64, 0, 0), 10, local},  // shared by carriers, RFC 6598
    v4_block{v4(127, 0, 0, 0), 8, local},
    v4_block{v4(169, 254, 0, 0), 16, forbidden},  // link-local, with most metadata services
    v4_block{v4(172, 16, 0, 0), 12, local},
    v4_block{v4(192, 0, 0, 0), 24, forbidden},     // protocol assignments
    v4_block{v4(192, 0, 2, 0), 24, forbidden},     // documentation
    v4_block{v4(192, 31, 196, 0), 24, forbidden},  // AS112
    v4_block{v4(192, 52, 193, 0), 24, forbidden},  // AMT
    v4_block{v4(192, 88, 99, 0), 24, forbidden},   // 6to4 relays
    v4_block{v4(192, 168, 0, 0), 16, local},
    v4_block{v4(192, 175, 48, 0), 24, forbidden},  // AS112
    v4_block{v4(198, 18, 0, 0), 15, forbidden},    // benchmarks
    v4_block{v4(198, 51, 100, 0), 24, forbidden},  // documentation
    v4_block{v4(203, 0, 113, 0), 24, forbidden},   // documentation
    v4_block{v4(224, 0, 0, 0), 4, forbidden},      // multicast
    v4_block{v4(240, 0, 0, 0), 4, forbidden},      // reserved, broadcast
};

address_kind classify_v4(std::uint32_t address) {
  for (const auto& block : v4_blocks) {
    const std::uint32_t mask = ~std::uint32_t{0} << (32 - block.bits);
    if ((address & mask) == block.network) return block.kind;
  }
  return global;
}

using v6_bytes = std::span<const std::uint8_t>;

std::uint32_t v4_at(v6_bytes bytes, std::size_t at) {
  return v4(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
}

bool starts_with(v6_bytes bytes, std::initializer_list<std::uint8_t> prefix) {
  return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

address_kind classify_v6(v6_bytes bytes) {
  if (starts_with(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0})) {
    const bool mapped = bytes[10] == 0xff && bytes[11] == 0xff;
    const bool compatible = bytes[10] == 0 && bytes[11] == 0;
    if (compatible && v4_at(bytes, 12) == 1) return local;  // ::1
    if (mapped) return classify_v4(v4_at(bytes, 12));
    return forbidden;  // unspecified, and the deprecated compatible form
  }
  // NAT64 leads to the IPv4 address it ends in, wherever the network translates.
  if (starts_with(bytes, {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}))
    return classify_v4(v4_at(bytes, 12)) == global ? global : forbidden;
  if (starts_with(bytes, {0xfc}) || starts_with(bytes, {0xfd})) {
    // fd00:ec2::254 and fd20:ce::254 are metadata services.
    const bool metadata = starts_with(bytes, {0xfd, 0x00, 0x0e, 0xc2}) ||
                          starts_with(bytes, {0xfd, 0x20, 0x00, 0xce});
    return metadata ? forbidden : local;
  }
  // Only 2000::/3 is assigned to the public network; link-local, multicast and all else is not.
  if ((bytes[0] & 0xe0) != 0x20) return forbidden;
  if (starts_with(bytes, {0x20, 0x02})) return forbidden;                          // 6to4
  if (starts_with(bytes, {0x20, 0x01}) && bytes[2] < 0x02) return forbidden;       // 2001::/23
  if (starts_with(bytes, {0x20, 0x01, 0x0d, 0xb8})) return forbidden;              // documentation
  if (starts_with(bytes, {0x3f, 0xff}) && bytes[2] < 0x10) return forbidden;       // documentation
  if (starts_with(bytes, {0x26, 0x20, 0x00, 0x4f, 0x80, 0x00})) return forbidden;  // AS112
  // ISATAP: the interface identifier ends in an IPv4 address.
  const bool isatap =
      (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
  if (isatap && classify_v4(v4_at(bytes, 12)) != global) return forbidden;
  return global;
}

}  // namespace

address_kind classify(std::span<const std::uint8_t> bytes) {
  if (bytes.size() == 4) return classify_v4(v4(bytes[0], bytes[1], bytes[2], bytes[3]));
  if (bytes.size() == 16) return classify_v6(bytes);
  return forbidden;
}

bool may_reach(std::span<const std::uint8_t> bytes, bool allow_private) {
  const address_kind kind = classify(bytes);
  return kind == global || (kind == local && allow_private);
}

}  // namespace carnet::outbound
