// Base32 in lower case without padding (RFC 4648 section 6, alphabet a-z2-7): for addresses and
// ids.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carnet::crypto {

std::string base32_encode(std::string_view bytes);

// Nothing unless `text` is exactly what base32_encode gives for some bytes.
std::optional<std::string> base32_decode(std::string_view text);

}  // namespace carnet::crypto
