// HMAC-SHA-256 (RFC 2104): an object that holds a key and tags inputs. Thread safe; the working
// context belongs to the calling thread and stays keyed for the object it served last.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "storage/crypto/sha256.hpp"

namespace carnet::crypto {

class hmac_sha256 {
 public:
  // A key of any length; it is copied and wiped with the object.
  explicit hmac_sha256(std::string_view key);
  hmac_sha256(const hmac_sha256&) = default;
  hmac_sha256& operator=(const hmac_sha256&) = default;
  ~hmac_sha256();

  // The 32-byte tag of `input`.
  sha256_digest operator()(std::string_view input) const;

 private:
  std::string key_;
  std::uint64_t serial_;  // names the key within the process; a copy has the same
};

}  // namespace carnet::crypto
