#include "api/aidenid/revision.hpp"

namespace carnet::aidenid {

std::optional<revision> revision_from_name(std::string_view name) {
  for (const revision r : {revision::v2026_04_29, revision::v2026_04_04}) {
    if (to_name(r) == name) return r;
  }
  return std::nullopt;
}

void name_revision(http::request& in, std::string_view pinned) {
  const std::string_view asked = in.headers.get("X-API-Version");
  in.api_version = to_name(revision_from_name(asked.empty() ? pinned : asked).value_or(revision{}));
}

chosen_revision choose_revision(http::request& in, const projections::access& caller, hint seen) {
  chosen_revision chosen;
  const std::string_view asked = in.headers.get("X-API-Version");
  if (!asked.empty()) {
    const auto known = revision_from_name(asked);
    if (!known) {
      chosen.refused =
          http::problem{http::error_code::invalid_request,
                        "X-API-Version must be 2026-04-29 or 2026-04-04.", "X-API-Version"};
    }
    chosen.value = known.value_or(chosen.value);
  } else if (!caller.api_version.empty()) {
    chosen.value = revision_from_name(caller.api_version).value_or(chosen.value);
  } else if (seen == hint::older) {
    chosen.value = revision::v2026_04_04;
  }
  in.api_version = to_name(chosen.value);
  return chosen;
}

}  // namespace carnet::aidenid
