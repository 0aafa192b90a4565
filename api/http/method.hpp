// The request methods that routes can name. Anything else parses to `other` and is answered 405.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace carnet::http {

enum class method : std::uint8_t { get, head, post, put, patch, del, options, other };

inline constexpr std::size_t method_count = 8;

/// The method's name as written on the wire; `other` gives an empty text.
constexpr std::string_view to_name(method verb) {
  constexpr std::array<std::string_view, method_count> names = {"GET",   "HEAD",   "POST",    "PUT",
                                                                "PATCH", "DELETE", "OPTIONS", ""};
  return names[static_cast<std::size_t>(verb)];
}

}  // namespace carnet::http
