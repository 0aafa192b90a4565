// Reading of the header fields that carry credentials and idempotency keys. Only syntax: whether a
// token is known is not decided here, and tokens never reach a message or a log.
#pragma once

#include <string_view>

namespace carnet::http {

inline constexpr std::string_view idempotency_key_header = "Idempotency-Key";

/// The token of "Authorization: Bearer <token>" (RFC 6750, section 2.1); empty when the field has
/// another scheme, no token or characters no token has.
std::string_view bearer_token(std::string_view authorization);

/// 1 to 255 visible ASCII characters.
bool is_idempotency_key(std::string_view text);

}  // namespace carnet::http
