// A certificate made on the spot. Included by sources of this folder only.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

namespace carnet::tls {

struct openssl_release {
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using certificate_handle = std::unique_ptr<X509, openssl_release>;
using key_handle = std::unique_ptr<EVP_PKEY, openssl_release>;

/// Both null when OpenSSL would not make them.
struct certificate_and_key {
  certificate_handle certificate;
  key_handle key;
};

/// A P-256 key and a certificate for `names`, valid from an hour ago for 90 days.
certificate_and_key make_self_signed(const std::vector<std::string>& names);

}  // namespace carnet::tls
