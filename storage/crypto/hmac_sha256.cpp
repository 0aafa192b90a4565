// HMAC by OpenSSL's EVP_MAC with one context per thread.
#include "storage/crypto/hmac_sha256.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <atomic>

#include "storage/crypto/openssl_handles.hpp"
#include "storage/crypto/secret_key.hpp"

namespace carnet::crypto {
namespace {

mac_context new_context() {
  static const mac_algorithm fetched(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  require(fetched != nullptr, "fetch HMAC");
  mac_context context(EVP_MAC_CTX_new(fetched.get()));
  char digest[] = "SHA256";
  const OSSL_PARAM settings[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                 OSSL_PARAM_construct_end()};
  require(context && EVP_MAC_CTX_set_params(context.get(), settings) == 1, "HMAC set-up");
  return context;
}

struct keyed_context {
  mac_context context = new_context();
  std::uint64_t serial = 0;  // of the key it holds; 0: none
};

std::atomic<std::uint64_t> keys_made = 0;

}  // namespace

hmac_sha256::hmac_sha256(std::string_view key) : key_(key), serial_(++keys_made) {}

hmac_sha256::~hmac_sha256() { wipe(key_.data(), key_.size()); }

sha256_digest hmac_sha256::operator()(std::string_view input) const {
  thread_local keyed_context keyed;
  EVP_MAC_CTX* const context = keyed.context.get();
  // OpenSSL reads a null or empty key as "keep the last one"; HMAC pads with zeros, so one zero
  // byte is the same key as none.
  std::string_view key = key_.empty() ? std::string_view("\0", 1) : std::string_view(key_);
  if (keyed.serial == serial_) key = {};
  keyed.serial = serial_;
  sha256_digest tag;
  std::size_t written = 0;
  const bool done =
      EVP_MAC_init(context, key.empty() ? nullptr : as_bytes(key), key.size(), nullptr) == 1 &&
      EVP_MAC_update(context, as_bytes(input), input.size()) == 1 &&
      EVP_MAC_final(context, tag.data(), &written, tag.size()) == 1;
  require(done && written == tag.size(), "HMAC");
  return tag;
}

}  // namespace carnet::crypto
