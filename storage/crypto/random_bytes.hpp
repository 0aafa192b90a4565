// Cryptographic random bytes. Drawn from OpenSSL in blocks per thread, since ids and nonces are
// small; a byte is given out once and overwritten. The process must not fork without exec.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace carnet::crypto {

// Fills `out`.
void random_bytes(std::span<std::uint8_t> out);

// `size` random bytes.
std::string random_string(std::size_t size);

}  // namespace carnet::crypto
