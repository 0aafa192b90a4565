// Built by the X509 functions of OpenSSL 3; a serial number of 8 random bytes.
#include "producers/tls/self_signed.hpp"

#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <cstdint>

namespace carnet::tls {
namespace {

constexpr long lifetime_seconds = 90L * 24 * 3600;

bool is_ip_address(const std::string& name) {
  ASN1_OCTET_STRING* address = a2i_IPADDRESS(name.c_str());
  ASN1_OCTET_STRING_free(address);
  return address != nullptr;
}

std::string alternative_names(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) {
    if (!list.empty()) list += ',';
    list += (is_ip_address(name) ? "IP:" : "DNS:") + name;
  }
  return list;
}

bool add_extension(X509* certificate, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  if (extension == nullptr) return false;
  const bool added = X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return added;
}

bool set_serial(X509* certificate) {
  std::uint64_t serial = 0;
  if (RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) != 1) return false;
  return ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1) == 1;
}

bool fill(X509* certificate, EVP_PKEY* key, const std::vector<std::string>& names) {
  if (X509_set_version(certificate, X509_VERSION_3) != 1 || !set_serial(certificate)) return false;
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), lifetime_seconds);
  X509_NAME* subject = X509_get_subject_name(certificate);
  const std::string name = names.front().substr(0, 64);  // the bound of a common name
  const auto* bytes = reinterpret_cast<const unsigned char*>(name.c_str());
  if (X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, bytes, -1, -1, 0) != 1) return false;
  if (X509_set_issuer_name(certificate, subject) != 1) return false;
  if (X509_set_pubkey(certificate, key) != 1) return false;
  return add_extension(certificate, NID_subject_alt_name, alternative_names(names)) &&
         add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
         add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
         X509_sign(certificate, key, EVP_sha256()) != 0;
}

}  // namespace

certificate_and_key make_self_signed(const std::vector<std::string>& names) {
  certificate_and_key made{certificate_handle(X509_new()), key_handle(EVP_EC_gen("P-256"))};
  if (names.empty() || !made.certificate || !made.key ||
      !fill(made.certificate.get(), made.key.get(), names)) {
    return {};
  }
  return made;
}

}  // namespace carnet::tls
