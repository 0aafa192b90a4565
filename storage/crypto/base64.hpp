// Base64 with the standard alphabet and padding (RFC 4648 section 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carnet::crypto {

std::string base64_encode(std::string_view bytes);

// Nothing unless `text` is exactly what base64_encode gives for some bytes.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace carnet::crypto
