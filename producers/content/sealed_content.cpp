#include "producers/content/sealed_content.hpp"

#include "storage/vault/key_vault.hpp"
#include "storage/vault/sealing.hpp"

namespace carnet::producers {

sealed_content::fresh_key sealed_content::draw_key(std::string subject) const {
  auto fresh = vault_.fresh(subject);
  return {fresh.key, {std::move(subject), std::move(fresh.wrapped)}};
}

result<crypto::secret_key> sealed_content::find_key(partition_id partition,
                                                    std::string_view subject) const {
  return vault_.find(partition, subject);
}

void sealed_content::forget(std::string_view subject) const { vault_.forget(subject); }

std::string sealed_content::seal(const crypto::secret_key& key, std::string_view bound_to,
                                 std::string_view field, std::string_view plaintext) {
  return storage::seal(key, bound_to, field, plaintext);
}

result<std::string> sealed_content::open(const crypto::secret_key& key, std::string_view bound_to,
                                         std::string_view field, std::string_view sealed) {
  return storage::open(key, bound_to, field, sealed);
}

}  // namespace carnet::producers
