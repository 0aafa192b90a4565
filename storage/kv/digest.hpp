// The digest of a state: equal for equal rows, whatever wrote them and in which order.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "storage/crypto/sha256.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::storage {

// SHA-256 over the rows whose keys begin with one of `prefixes`, in the order of the prefixes given
// and of keys within each; key and value each behind their length (8 bytes, big-endian). Prefixes
// must not be empty, nor one the beginning of another.
crypto::sha256_digest digest_of(const row_reader& rows, std::span<const std::string> prefixes);

// The first key behind all keys with this prefix; empty when there is none (only 0xff bytes).
std::string end_of_prefix(std::string_view prefix);

}  // namespace carnet::storage
