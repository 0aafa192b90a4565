// AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front: nonce, ciphertext, 16-byte
// tag. One key must not seal more than 2^32 messages; the keys of this project belong to one
// subject each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/crypto/secret_key.hpp"

namespace carnet::crypto {

inline constexpr std::size_t gcm_nonce_bytes = 12;
inline constexpr std::size_t gcm_tag_bytes = 16;
inline constexpr std::size_t gcm_overhead_bytes = gcm_nonce_bytes + gcm_tag_bytes;

// Appends the sealed form of `plaintext` to `out`; `authenticated` is bound to it and not stored.
void aes256_gcm_seal(const secret_key& key, std::string_view authenticated,
                     std::string_view plaintext, std::string& out);

// The plaintext, or `corrupt` when key, authenticated text or bytes are not those of the sealing.
result<std::string> aes256_gcm_open(const secret_key& key, std::string_view authenticated,
                                    std::string_view sealed);

}  // namespace carnet::crypto
