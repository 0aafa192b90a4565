#include "producers/outbound/webhook_signature.hpp"

#include <fmt/format.h>

#include "storage/crypto/base64.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/crypto/hmac_sha256.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::outbound {
namespace {

constexpr std::string_view prefix = "whsec_";
constexpr std::size_t secret_bytes = 32;

}  // namespace

std::string draw_webhook_secret() {
  return std::string(prefix) + crypto::base64_encode(crypto::random_string(secret_bytes));
}

std::string hex_signature(std::string_view secret, std::int64_t unix_s, std::string_view body) {
  const crypto::hmac_sha256 tag(secret);
  return crypto::hex_encode(crypto::as_view(tag(fmt::format("{}.{}", unix_s, body))));
}

std::string standard_signature(std::string_view secret, std::string_view id, std::int64_t unix_s,
                               std::string_view body) {
  if (secret.starts_with(prefix)) secret.remove_prefix(prefix.size());
  const crypto::hmac_sha256 tag(crypto::base64_decode(secret).value_or(""));
  return "v1," +
         crypto::base64_encode(crypto::as_view(tag(fmt::format("{}.{}.{}", id, unix_s, body))));
}

}  // namespace carnet::outbound
