#include "api/aidenid/squash_view.hpp"

namespace carnet::aidenid {

std::vector<identity_id> squashed_by(const producers::decided_view& view) {
  if (view.events.empty()) return {};
  return std::get<identities_squashed>(view.events.front()).identities;
}

void write_ids(http::json_writer& json, std::string_view name,
               const std::vector<identity_id>& ids) {
  json.key(name);
  json.begin_array();
  for (const auto& id : ids) json.value(to_wire(id));
  json.end_array();
}

}  // namespace carnet::aidenid
