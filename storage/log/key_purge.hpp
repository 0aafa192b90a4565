// Getting rid of removed data keys for good. For the .cpp files of this folder only.
#pragma once

#include <filesystem>

#include "domain/failure.hpp"
#include "storage/log/log_database.hpp"

namespace carnet::storage {

// Returns once no file in use holds a key that was removed before the call: the tables of keys have
// been rewritten and the write-ahead logs of that time deleted. `timed_out` when a reader keeps a
// file open for longer than half a minute; the purge may be repeated.
result<void> purge_keys(log_database& database, const std::filesystem::path& directory);

}  // namespace carnet::storage
