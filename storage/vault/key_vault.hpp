// Data keys by subject: drawn and wrapped here, kept on the log in wrapped form, unwrapped for use.
// On the path of every read of sealed content, so unwrapped keys are cached. Thread safe.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/position.hpp"
#include "storage/vault/key_cache.hpp"
#include "storage/vault/master_key.hpp"
#include "storage/vault/wrapped_key.hpp"

namespace carnet::storage {

struct fresh_key {
  data_key key;
  std::string wrapped;  // to be written with the first record that uses the key
};

class key_vault {
 public:
  static constexpr std::size_t cached_keys_default = 100'000;  // about 200 bytes each

  key_vault(log_set& log, const master_key& master,
            std::size_t cached_keys_max = cached_keys_default);

  // The key of a subject; not_found when it has none or was shredded.
  result<data_key> find(partition_id partition, std::string_view subject);

  // A new key, not known to the vault until the record that brings it is committed.
  fresh_key fresh(std::string_view subject) const;

  // Spares the first reader the way to the log; to be called after the commit.
  void put_in_cache(partition_id partition, std::string_view subject, const data_key& key);

  // To be called after the removal of the key is committed: from then on find() gives not_found.
  void forget(std::string_view subject);

  // Fresh keys are wrapped by `next` from now on; keys wrapped by the master key so far still open.
  void begin_rotation(const master_key& next);

  // Drops the former master key; to be called once everything is wrapped anew.
  void end_rotation();

  std::string fingerprint() const;

 private:
  struct keyring {
    master_key current;
    std::shared_ptr<const master_key> former;  // during a rotation
  };

  std::shared_ptr<const keyring> keys() const;

  log_set& log_;
  key_cache cache_;
  mutable std::mutex changing_;  // guards keyring_
  std::shared_ptr<const keyring> keyring_;
};

}  // namespace carnet::storage
