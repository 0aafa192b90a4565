// How the identities that a squash ended are shown.
#pragma once

#include <string_view>
#include <vector>

#include "api/http/json_writer.hpp"
#include "producers/writer/submission.hpp"

namespace carnet::aidenid {

// Those that a command ended; none when it changed nothing.
std::vector<identity_id> squashed_by(const producers::decided_view& view);

void write_ids(http::json_writer& json, std::string_view name, const std::vector<identity_id>& ids);

}  // namespace carnet::aidenid
