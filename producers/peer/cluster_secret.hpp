// What the nodes of one deployment know each other by: a file that all of them are given. It never
// leaves the process; what travels is an authenticator made with a key derived from it.
#pragma once

#include <filesystem>

#include "domain/failure.hpp"
#include "storage/crypto/secret_key.hpp"

namespace carnet::peers {

inline constexpr std::size_t cluster_secret_bytes_min = 32;
inline constexpr std::size_t cluster_secret_bytes_max = 1024;

/// The key that marks between nodes are made with. `invalid_argument` when the file has not
/// 32 to 1024 bytes (line ends do not count) or others than its owner may read or write it.
result<crypto::secret_key> load_cluster_secret(const std::filesystem::path& file);

}  // namespace carnet::peers
