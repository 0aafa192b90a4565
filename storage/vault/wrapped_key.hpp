// A data key as it lies on the log: sealed by a master key, bound to its subject.
//
//   offset 0  version 1     1  key id of the master key, 8 bytes     9  nonce 12, key 32, tag 16
#pragma once

#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/crypto/secret_key.hpp"
#include "storage/vault/master_key.hpp"

namespace carnet::storage {

// The key of one subject; all its sealed content is unreadable without it.
using data_key = crypto::secret_key;

std::string wrap(const master_key& master, std::string_view subject, const data_key& key);

// invalid_argument when another master key wrapped it, corrupt when it does not verify.
result<data_key> unwrap(const master_key& master, std::string_view subject,
                        std::string_view wrapped);

// The key id of the master key that wrapped it; empty for bytes that are no wrapped key.
std::string_view wrapping_key_id(std::string_view wrapped);

}  // namespace carnet::storage
