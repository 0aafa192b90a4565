// The token of a download: which project's export, made when, authenticated. Whoever has it needs
// no key; it is derived, so nothing is kept of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "producers/content/keyed_hashes.hpp"

namespace carnet::exports {

struct download_right {
  project_id project;
  unix_us created_at = 0;
};

std::string make_token(const producers::keyed_hashes& hashes, const export_id& id,
                       const download_right& right);

// What the token of this export stands for; nothing when it is not one that was given.
std::optional<download_right> read_token(const producers::keyed_hashes& hashes, const export_id& id,
                                         std::string_view token);

}  // namespace carnet::exports
