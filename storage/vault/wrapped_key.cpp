// Wrapping is AES-256-GCM; version, key id and subject are authenticated with the key.
#include "storage/vault/wrapped_key.hpp"

#include "storage/crypto/aes256_gcm.hpp"

namespace carnet::storage {
namespace {

constexpr char wrapping_version = 1;
constexpr std::size_t header_bytes = 1 + key_id_bytes;
constexpr std::size_t wrapped_bytes = header_bytes + data_key::size + crypto::gcm_overhead_bytes;

std::string bound_text(std::string_view header, std::string_view subject) {
  std::string text(header);
  text.append(subject);
  return text;
}

}  // namespace

std::string wrap(const master_key& master, std::string_view subject, const data_key& key) {
  std::string wrapped(1, wrapping_version);
  wrapped.append(master.key_id());
  const std::string bound = bound_text(wrapped, subject);
  crypto::aes256_gcm_seal(master.wrapping_key(), bound, key.bytes(), wrapped);
  return wrapped;
}

result<data_key> unwrap(const master_key& master, std::string_view subject,
                        std::string_view wrapped) {
  const std::string_view id = wrapping_key_id(wrapped);
  if (id.empty()) return fail(failure_code::corrupt, "bytes are no wrapped data key");
  if (id != master.key_id()) {
    return fail(failure_code::invalid_argument, "data key was wrapped by another master key");
  }
  const std::string bound = bound_text(wrapped.substr(0, header_bytes), subject);
  auto opened = crypto::aes256_gcm_open(master.wrapping_key(), bound, wrapped.substr(header_bytes));
  if (!opened) return fail(failure_code::corrupt, "wrapped data key does not verify");
  auto key = data_key::from_bytes(*opened);
  crypto::wipe(opened->data(), opened->size());
  return key;
}

std::string_view wrapping_key_id(std::string_view wrapped) {
  if (wrapped.size() != wrapped_bytes || wrapped.front() != wrapping_version) return {};
  return wrapped.substr(1, key_id_bytes);
}

}  // namespace carnet::storage
