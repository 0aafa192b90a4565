// What an identity's owner decided about its mail.
#pragma once

#include <cstdint>

namespace carnet {

// A set of extraction types, as bits.
namespace extraction_types {
inline constexpr std::uint8_t otp = 1;
inline constexpr std::uint8_t link = 2;
inline constexpr std::uint8_t all = otp | link;
}  // namespace extraction_types

struct identity_policy {
  bool allow_webhooks = true;
  std::uint8_t extraction_types = extraction_types::all;
  std::uint16_t min_confidence_permille = 500;  // under this nothing is reported
  bool operator==(const identity_policy&) const = default;
};

}  // namespace carnet
