// Owners of OpenSSL objects, for the .cpp files of this folder only. A cryptographic primitive that
// fails for another reason than bad input means a broken installation: the process ends.
#pragma once

#include <openssl/evp.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace carnet::crypto {

// Turns a C release function into a deleter without state.
template <auto Release>
struct released_by {
  template <class T>
  void operator()(T* object) const {
    Release(object);
  }
};

using digest_context = std::unique_ptr<EVP_MD_CTX, released_by<EVP_MD_CTX_free>>;
using digest_algorithm = std::unique_ptr<EVP_MD, released_by<EVP_MD_free>>;
using cipher_context = std::unique_ptr<EVP_CIPHER_CTX, released_by<EVP_CIPHER_CTX_free>>;
using cipher_algorithm = std::unique_ptr<EVP_CIPHER, released_by<EVP_CIPHER_free>>;
using mac_context = std::unique_ptr<EVP_MAC_CTX, released_by<EVP_MAC_CTX_free>>;
using mac_algorithm = std::unique_ptr<EVP_MAC, released_by<EVP_MAC_free>>;

inline void require(bool held, const char* operation) {
  if (held) [[likely]]
    return;
  std::fprintf(stderr, "cryptographic library failed: %s\n", operation);
  std::abort();
}

inline const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// SHA-256 fetched once per process; fetching per call costs more than hashing a small input.
const EVP_MD* sha256_algorithm();

}  // namespace carnet::crypto
