// Opening of a log that must be there already: for replay, dump, verify and restore, which must not
// found one.
#pragma once

#include <filesystem>
#include <memory>

#include "storage/log/embedded_log.hpp"

namespace carnet::producers {

// The log of a data directory; not_found when there is none, `locked` while a server runs on it.
result<std::unique_ptr<storage::embedded_log_set>> open_existing_log(
    const std::filesystem::path& data);

}  // namespace carnet::producers
