// CRC-32C (Castagnoli, RFC 3720 appendix B.4): finds accidental damage; it is no protection against
// intent.
#pragma once

#include <cstdint>
#include <string_view>

namespace carnet::crypto {

// The checksum of `input`; `before` is the checksum of what precedes it.
std::uint32_t crc32c(std::string_view input, std::uint32_t before = 0);

// The table-driven form, used where the processor has no instruction; here for tests.
std::uint32_t crc32c_portable(std::string_view input, std::uint32_t before = 0);

}  // namespace carnet::crypto
