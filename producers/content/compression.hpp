// Compression before sealing (zstd, RFC 8878); afterwards nothing compresses. One byte tells what
// was done, so that what does not shrink is kept as it is.
#pragma once

#include <string>
#include <string_view>

#include "domain/failure.hpp"

namespace carnet::producers {

inline constexpr std::size_t decompressed_max = 64 * 1024 * 1024;

std::string compress(std::string_view content);

// `corrupt` when the bytes are not what compress gave, or stand for more than decompressed_max
// bytes.
result<std::string> decompress(std::string_view bytes);

}  // namespace carnet::producers
