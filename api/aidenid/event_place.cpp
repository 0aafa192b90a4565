#include "api/aidenid/event_place.hpp"

#include <algorithm>

#include "projections/event_ids.hpp"
#include "projections/stream/rows.hpp"
#include "storage/kv/keys.hpp"
#include "storage/kv/row_codec.hpp"

namespace carnet::aidenid {
namespace {

using projections::project_event_row;
namespace keys = storage::keys;

// The fact that covers a place of the stream.
std::optional<project_event_row> fact_at(const call& c, std::uint64_t place) {
  std::optional<project_event_row> fact;
  const auto stream = keys::stream_of(c.caller.project);
  const auto from = keys::stream_of(c.caller.project).number(place);
  c.rows.scan(from, stream.end_of_prefix(), [&fact](auto, auto bytes) {
    fact = storage::decode_row<project_event_row>(bytes);
    return false;
  });
  return fact;
}

}  // namespace

std::optional<event_id> read_event_id(std::string_view text) {
  constexpr std::size_t width = event_tag::prefix.size() + event_tag::width;
  auto id = from_wire<event_tag>(text.substr(0, width));
  if (id && text.size() > width) id->text.append(text.substr(width));
  return id;
}

std::optional<std::uint64_t> place_of(const call& c, const identity_id& owner, const event_id& id) {
  const auto found = c.rows.get(keys::sequence_of(projections::fact_of(id)));
  if (!found) return std::nullopt;
  storage::row_key_reader parts(*found);
  if (parts.id<project_id>() != c.caller.project) return std::nullopt;
  const auto first = parts.number<std::uint64_t>();
  const auto fact = fact_at(c, first);
  if (!fact) return std::nullopt;
  const auto& members = fact->identities;
  const auto at = std::find(members.begin(), members.end(), owner);
  if (at == members.end()) return std::nullopt;
  const auto number = static_cast<std::size_t>(at - members.begin());
  if (projections::member_event_id(fact->id, number, members.size()) != id) return std::nullopt;
  return first + number;
}

}  // namespace carnet::aidenid
