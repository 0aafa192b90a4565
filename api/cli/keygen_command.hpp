// `carnet keygen FILE`: a master key for a deployment.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace carnet::api::cli {

// Makes the file with mode 0600 and prints the key's fingerprint. Refuses to overwrite.
int run_keygen(const std::filesystem::path& file, std::ostream& out, std::ostream& errors);

}  // namespace carnet::api::cli
