// The vault over the log's wrapped keys.
#include "storage/vault/key_vault.hpp"

#include <utility>

namespace carnet::storage {

key_vault::key_vault(log_set& log, const master_key& master, std::size_t cached_keys_max)
    : log_(log),
      cache_(cached_keys_max),
      keyring_(std::make_shared<const keyring>(keyring{master, nullptr})) {}

std::shared_ptr<const key_vault::keyring> key_vault::keys() const {
  const std::lock_guard lock(changing_);
  return keyring_;
}

result<data_key> key_vault::find(partition_id partition, std::string_view subject) {
  if (const auto cached = cache_.find(partition, subject)) return *cached;
  const std::uint64_t generation = cache_.generation(subject);
  const auto wrapped = log_.wrapped_key(partition, subject);
  if (!wrapped) return std::unexpected(wrapped.error());
  const auto ring = keys();
  const bool by_former = ring->former && wrapping_key_id(*wrapped) == ring->former->key_id();
  auto key = unwrap(by_former ? *ring->former : ring->current, subject, *wrapped);
  if (key) cache_.put_unless_forgotten(partition, subject, *key, generation);
  return key;
}

fresh_key key_vault::fresh(std::string_view subject) const {
  const data_key key = data_key::random();
  return {key, wrap(keys()->current, subject, key)};
}

void key_vault::put_in_cache(partition_id partition, std::string_view subject,
                             const data_key& key) {
  cache_.put(partition, subject, key);
}

void key_vault::forget(std::string_view subject) { cache_.forget(subject); }

void key_vault::begin_rotation(const master_key& next) {
  const std::lock_guard lock(changing_);
  auto former = std::make_shared<const master_key>(keyring_->current);
  keyring_ = std::make_shared<const keyring>(keyring{next, std::move(former)});
}

void key_vault::end_rotation() {
  const std::lock_guard lock(changing_);
  keyring_ = std::make_shared<const keyring>(keyring{keyring_->current, nullptr});
}

std::string key_vault::fingerprint() const { return keys()->current.fingerprint(); }

}  // namespace carnet::storage
