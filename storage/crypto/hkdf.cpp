// HKDF by OpenSSL's key derivation interface.
#include "storage/crypto/hkdf.hpp"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <algorithm>

#include "storage/crypto/openssl_handles.hpp"

namespace carnet::crypto {
namespace {

OSSL_PARAM octets(const char* name, std::string_view value) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(value.data()), value.size());
}

void derive(std::string_view material, std::string_view salt, std::string_view purpose,
            unsigned char* out, std::size_t size) {
  using algorithm = std::unique_ptr<EVP_KDF, released_by<EVP_KDF_free>>;
  using context = std::unique_ptr<EVP_KDF_CTX, released_by<EVP_KDF_CTX_free>>;
  const algorithm hkdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  const context run(EVP_KDF_CTX_new(hkdf.get()));
  char digest[] = "SHA256";
  const OSSL_PARAM settings[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
                                 octets(OSSL_KDF_PARAM_KEY, material),
                                 octets(OSSL_KDF_PARAM_SALT, salt),
                                 octets(OSSL_KDF_PARAM_INFO, purpose), OSSL_PARAM_construct_end()};
  require(run && EVP_KDF_derive(run.get(), out, size, settings) == 1, "HKDF");
}

}  // namespace

std::string hkdf_sha256(std::string_view material, std::string_view salt, std::string_view purpose,
                        std::size_t size) {
  std::string out(size, '\0');
  derive(material, salt, purpose, reinterpret_cast<unsigned char*>(out.data()), size);
  return out;
}

secret_key derive_key(const secret_key& key, std::string_view purpose) {
  secret_key derived;
  derive(key.bytes(), "", purpose, derived.writable().data(), secret_key::size);
  return derived;
}

}  // namespace carnet::crypto
