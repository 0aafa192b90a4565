// Key material: drawing, copying in, wiping.
#include "storage/crypto/secret_key.hpp"

#include <openssl/crypto.h>

#include <algorithm>

#include "storage/crypto/random_bytes.hpp"

namespace carnet::crypto {

secret_key::~secret_key() { wipe(bytes_.data(), bytes_.size()); }

secret_key secret_key::random() {
  secret_key key;
  random_bytes(key.bytes_);
  return key;
}

result<secret_key> secret_key::from_bytes(std::string_view bytes) {
  if (bytes.size() != size) return fail(failure_code::invalid_argument, "a key has 32 bytes");
  secret_key key;
  std::ranges::copy(bytes, reinterpret_cast<char*>(key.bytes_.data()));
  return key;
}

void wipe(void* memory, std::size_t size) { OPENSSL_cleanse(memory, size); }

}  // namespace carnet::crypto
