// The master key of a deployment: the one secret outside log and state. It wraps data keys and is
// never stored with them; only its fingerprint is written anywhere.
#pragma once

#include <filesystem>
#include <string>

#include "domain/failure.hpp"
#include "storage/crypto/secret_key.hpp"

namespace carnet::storage {

inline constexpr std::size_t key_id_bytes = 8;

class master_key {
 public:
  explicit master_key(const crypto::secret_key& secret);

  // 64 hexadecimal digits that identify the key and tell nothing about it.
  const std::string& fingerprint() const { return fingerprint_; }

  // The first bytes of the fingerprint, as wrapped keys carry them.
  const std::string& key_id() const { return key_id_; }

  // The key that wraps data keys.
  const crypto::secret_key& wrapping_key() const { return wrapping_; }

  // A key for another purpose of the deployment, such as an index key; `purpose` names it for good.
  crypto::secret_key derive(std::string_view purpose) const;

 private:
  crypto::secret_key secret_;
  crypto::secret_key wrapping_;
  std::string fingerprint_;
  std::string key_id_;
};

// Draws a key into a new file of mode 0600; invalid_argument when the file exists.
result<master_key> generate_master_key_file(const std::filesystem::path& file);

// Reads it back; refuses (invalid_argument) a file that group or others may read, and one of
// another kind.
result<master_key> load_master_key(const std::filesystem::path& file);

}  // namespace carnet::storage
