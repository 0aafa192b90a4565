// AES-256-GCM with event and field, each behind its length, as authenticated text.
#include "storage/vault/sealing.hpp"

#include "storage/crypto/aes256_gcm.hpp"
#include "storage/log/big_endian.hpp"

namespace carnet::storage {
namespace {

constexpr char sealing_version = 1;
static_assert(sealing_overhead_bytes == 1 + crypto::gcm_overhead_bytes);

std::string place(std::string_view event_id, std::string_view field) {
  std::string text(1, sealing_version);
  append_big_endian(text, static_cast<std::uint32_t>(event_id.size()));
  text.append(event_id);
  text.append(field);
  return text;
}

}  // namespace

std::string seal(const data_key& key, std::string_view event_id, std::string_view field,
                 std::string_view plaintext) {
  std::string sealed;
  sealed.reserve(plaintext.size() + sealing_overhead_bytes);
  sealed.push_back(sealing_version);
  crypto::aes256_gcm_seal(key, place(event_id, field), plaintext, sealed);
  return sealed;
}

result<std::string> open(const data_key& key, std::string_view event_id, std::string_view field,
                         std::string_view sealed) {
  if (sealed.empty()) return fail(failure_code::corrupt, "no sealed bytes");
  if (sealed.front() != sealing_version) {
    return fail(failure_code::unsupported, "content was sealed by a newer version");
  }
  return crypto::aes256_gcm_open(key, place(event_id, field), sealed.substr(1));
}

}  // namespace carnet::storage
