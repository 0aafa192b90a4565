// HKDF with SHA-256 (RFC 5869): keys for several purposes out of one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "storage/crypto/secret_key.hpp"

namespace carnet::crypto {

// `size` bytes (at most 255 * 32) out of input keying material, salt (may be empty) and purpose.
std::string hkdf_sha256(std::string_view material, std::string_view salt, std::string_view purpose,
                        std::size_t size);

// A 32-byte key for one purpose out of a key, without salt.
secret_key derive_key(const secret_key& key, std::string_view purpose);

}  // namespace carnet::crypto
