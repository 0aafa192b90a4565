#include "producers/tls/certificate_hash.hpp"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "storage/crypto/hex.hpp"

namespace carnet {

std::string certificate_hash(const x509_st& certificate) {
  std::string hash(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  auto* const into = reinterpret_cast<unsigned char*>(hash.data());
  if (X509_digest(&certificate, EVP_sha256(), into, &size) != 1) return {};
  return crypto::hex_encode(std::string_view(hash).substr(0, size));
}

}  // namespace carnet
