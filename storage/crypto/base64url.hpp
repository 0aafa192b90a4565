// Base64 with the URL alphabet and without padding (RFC 4648 section 5).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carnet::crypto {

std::string base64url_encode(std::string_view bytes);

// Nothing unless `text` is exactly what base64url_encode gives for some bytes.
std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace carnet::crypto
