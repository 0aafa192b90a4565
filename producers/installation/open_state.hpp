// Opening of a partition's state: one that is torn, ahead of its log, or of another log is
// discarded and reported; the log rebuilds it.
#pragma once

#include <filesystem>
#include <memory>

#include "storage/kv/state_store.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::producers {

// The state of `directory`, verified against the log; empty when it had to be discarded. The reason
// is logged.
result<std::unique_ptr<storage::state_store>> open_state(
    const std::filesystem::path& directory, storage::event_log& log,
    std::shared_ptr<storage::state_resources> resources);

}  // namespace carnet::producers
