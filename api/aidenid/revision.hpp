// The two published revisions of the AIdenID API, and which one a request speaks.
#pragma once

#include <optional>
#include <string_view>

#include "api/http/errors.hpp"
#include "api/http/request.hpp"
#include "projections/tenancy/directory.hpp"

namespace carnet::aidenid {

enum class revision { v2026_04_29, v2026_04_04 };

constexpr std::string_view to_name(revision r) {
  return r == revision::v2026_04_29 ? "2026-04-29" : "2026-04-04";
}

std::optional<revision> revision_from_name(std::string_view name);

/// Writes to the request what header and pin say, else 2026-04-29: for answers that are given
/// before a handler has chosen. `pinned` is empty while the key is not known.
void name_revision(http::request& in, std::string_view pinned);

// What a request shows of itself, beyond header and key: set by handlers that know their members.
enum class hint { none, older };

// The header X-API-Version, else the key's pinned revision, else what only the older revision has,
// else 2026-04-29. Writes it to the request, for the response header; invalid_request for an
// unknown one.
struct chosen_revision {
  revision value = revision::v2026_04_29;
  std::optional<http::problem> refused;
};
chosen_revision choose_revision(http::request& in, const projections::access& caller, hint seen);

}  // namespace carnet::aidenid
