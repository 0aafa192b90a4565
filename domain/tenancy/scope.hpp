// What an API key may do. The bits lie on the log: never reuse one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace carnet {

enum class scope : std::uint32_t {
  none = 0,
  identities_read = 1u << 0,
  identities_write = 1u << 1,
  webhooks_read = 1u << 2,
  webhooks_write = 1u << 3,
  reliability_write = 1u << 4,
  domains_read = 1u << 5,
  domains_write = 1u << 6,
  billing_read = 1u << 7,
  billing_write = 1u << 8,
  exports_write = 1u << 9,
  admin_read = 1u << 10,
  secrets_read = 1u << 11,  // ours: codes, links and raw messages in clear
  exports_bulk = 1u << 12,  // ours: exports beyond the published limits
  sinks_read = 1u << 13,
  sinks_write = 1u << 14,
};

struct scope_name {
  scope bit;
  std::string_view name;
};

inline constexpr std::array scope_names{
    scope_name{scope::identities_read, "identities:read"},
    scope_name{scope::identities_write, "identities:write"},
    scope_name{scope::webhooks_read, "webhooks:read"},
    scope_name{scope::webhooks_write, "webhooks:write"},
    scope_name{scope::reliability_write, "reliability:write"},
    scope_name{scope::domains_read, "domains:read"},
    scope_name{scope::domains_write, "domains:write"},
    scope_name{scope::billing_read, "billing:read"},
    scope_name{scope::billing_write, "billing:write"},
    scope_name{scope::exports_write, "exports:write"},
    scope_name{scope::admin_read, "admin:read"},
    scope_name{scope::secrets_read, "secrets:read"},
    scope_name{scope::exports_bulk, "exports:bulk"},
    scope_name{scope::sinks_read, "sinks:read"},
    scope_name{scope::sinks_write, "sinks:write"},
};

inline constexpr std::uint32_t all_scopes = (1u << scope_names.size()) - 1;

constexpr bool has_scope(std::uint32_t granted, scope wanted) {
  return (granted & static_cast<std::uint32_t>(wanted)) == static_cast<std::uint32_t>(wanted);
}

constexpr std::optional<scope> scope_from_name(std::string_view name) {
  for (const auto& entry : scope_names) {
    if (entry.name == name) return entry.bit;
  }
  return std::nullopt;
}

constexpr std::string_view to_name(scope wanted) {
  for (const auto& entry : scope_names) {
    if (entry.bit == wanted) return entry.name;
  }
  return "none";
}

}  // namespace carnet
