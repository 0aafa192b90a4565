// Hexadecimal text, lower case (RFC 4648 section 8 in lower case).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carnet::crypto {

std::string hex_encode(std::string_view bytes);

// Nothing unless `text` has an even number of hexadecimal digits (either case).
std::optional<std::string> hex_decode(std::string_view text);

}  // namespace carnet::crypto
