// `carnet backup` and `carnet restore`: log and data keys at one point, verified by digest. The
// master key is not part of a backup; keep it elsewhere.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace carnet::api::cli {

// Asks the running server for a copy in `target` (which must not exist), replays it, and writes the
// digest of every partition beside it. Returns the exit code.
int run_backup(const std::filesystem::path& data, const std::filesystem::path& target,
               std::ostream& out, std::ostream& errors);

// Copies a backup into `data`, which must be empty or missing, and compares the digests.
int run_restore(const std::filesystem::path& source, const std::filesystem::path& data,
                std::ostream& out, std::ostream& errors);

}  // namespace carnet::api::cli
