// The life of an identity.
//
//   provisioned ──first mail, or extend──▶ active ──original TTL passes, living on──▶ extended
//        ├──────────────── squash ──────────┴───────────────────────────────┴──▶ squashed
//        (terminal) └──────────────── TTL elapsed ─────┴───────────────────────────────┴──▶ expired
//        (terminal)
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace carnet {

// The numbers lie on the log and in the state: never reuse one.
enum class identity_status : std::uint8_t {
  provisioned = 1,
  active = 2,
  extended = 3,
  squashed = 4,
  expired = 5,
};
inline constexpr std::size_t identity_status_count = 5;

constexpr bool is_live(identity_status status) { return status <= identity_status::extended; }

constexpr std::string_view to_name(identity_status status) {
  constexpr std::array<std::string_view, 6> names{"",         "provisioned", "active",
                                                  "extended", "squashed",    "expired"};
  return names[static_cast<std::size_t>(status)];
}

// Why an identity was squashed; on the log.
enum class squash_reason : std::uint8_t {
  request = 1,
  bulk = 2,
  parent_revoked = 3,
  event_budget = 4
};

}  // namespace carnet
