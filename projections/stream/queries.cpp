#include "projections/stream/queries.hpp"

#include <algorithm>

#include "projections/event_ids.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::projections {

namespace keys = storage::keys;

event_id placed_fact::id_at(std::uint64_t place) const {
  return member_event_id(row.id, static_cast<std::size_t>(place - first), row.identities.size());
}

void facts_from(const row_reader& rows, const project_id& project, std::uint64_t place,
                const std::function<bool(placed_fact&&)>& visit) {
  const auto stream = keys::stream_of(project);
  rows.scan(keys::stream_of(project).number(place), stream.end_of_prefix(),
            [&](auto key, auto bytes) {
              placed_fact fact{0, storage::decode_row<project_event_row>(bytes)};
              const auto last = storage::row_key_reader(key.substr(stream.view().size()))
                                    .template number<std::uint64_t>();
              fact.first = last + 1 - fact.row.identities.size();
              return visit(std::move(fact));
            });
}

// A stream's length is among its project's counters.
void each_stream(const row_reader& rows,
                 const std::function<void(const project_id&, std::uint64_t)>& visit) {
  const project_id none{std::string(project_tag::width, 'a')};
  const auto example = keys::project_counters(none);
  const storage::row_key kind(example.view().substr(0, example.view().size() - project_tag::width));
  rows.scan(kind, kind.end_of_prefix(), [&](auto key, auto bytes) {
    const auto project =
        storage::row_key_reader(key.substr(kind.view().size())).template id<project_id>();
    const auto length = storage::decode_row<project_counters>(bytes).sequence;
    if (length != 0) visit(project, length);
    return true;
  });
}

std::optional<placed_fact> fact_at(const row_reader& rows, const project_id& project,
                                   std::uint64_t place) {
  std::optional<placed_fact> found;
  facts_from(rows, project, place, [&found](placed_fact&& fact) {
    found = std::move(fact);
    return false;
  });
  if (found && found->first > place) return std::nullopt;
  return found;
}

std::optional<std::uint64_t> place_of_event(const row_reader& rows, const project_id& project,
                                            const event_id& id) {
  const auto found = rows.get(keys::sequence_of(fact_of(id)));
  if (!found) return std::nullopt;
  storage::row_key_reader parts(*found);
  if (parts.id<project_id>() != project) return std::nullopt;
  const auto first = parts.number<std::uint64_t>();
  const auto fact = fact_at(rows, project, first);
  if (!fact) return std::nullopt;
  if (fact->row.identities.size() == 1) {
    return fact->row.id == id ? std::optional(first) : std::nullopt;
  }
  // The members' numbers are written most significant first, so their ids are in order of place.
  constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  std::uint64_t member = 0;
  for (const char c : id.text.substr(std::min(id.text.size(), event_tag::width)))
    member = member * alphabet.size() + alphabet.find(c) % alphabet.size();
  if (member >= fact->row.identities.size() || fact->id_at(first + member) != id)
    return std::nullopt;
  return first + member;
}

// The newest is looked at first; an older one is found by its time, which never falls from one to
// the next, and then among those of the same moment.
std::uint64_t number_in_identity(const row_reader& rows, const identity_row& owner,
                                 const event_id& id, unix_us at) {
  const auto entry = [&](std::uint32_t number) {
    auto row = load_row<identity_event_row>(rows, keys::events_of(owner.state.id).number(number));
    check(row.has_value(), "an identity's events are numbered without gaps");
    return std::move(*row);
  };
  if (id == owner.provisioned_event || owner.event_count == 0) return 1;
  if (entry(owner.event_count).id == id) return owner.event_count + 1;
  std::uint32_t low = 1;
  for (std::uint32_t high = owner.event_count; low < high;) {
    const std::uint32_t middle = low + (high - low) / 2;
    entry(middle).at < at ? low = middle + 1 : high = middle;
  }
  while (low < owner.event_count && entry(low).id != id) ++low;
  return low + 1;
}

unix_us first_expiry(const row_reader& rows, const identity_row& owner) {
  const identity& state = owner.state;
  if (state.parent.empty()) return state.original_expiry();
  // A child is clamped to what its parent's expiry was when it was made.
  const auto parent = load_row<identity_row>(rows, keys::identity(state.parent));
  const auto made = place_of_event(rows, state.project, owner.provisioned_event);
  check(parent && made, "a child has a parent and a place in the stream");
  return std::min(state.original_expiry(), expiry_at(rows, *parent, *made));
}

unix_us expiry_at(const row_reader& rows, const identity_row& owner, std::uint64_t place) {
  const identity& state = owner.state;
  // Extending moves the expiry on, or leaves it: who still expires when he was to, always was.
  if (state.expires_at == state.original_expiry()) return state.expires_at;
  std::optional<unix_us> extended;
  const auto prefix = keys::events_of(state.id);
  rows.scan_back(prefix, prefix.end_of_prefix(), [&](auto, auto bytes) {
    const auto entry = storage::decode_row<identity_event_row>(bytes);
    if (entry.type != public_event::identity_extended) return true;
    const auto at = place_of_event(rows, state.project, entry.id);
    if (!at || *at > place) return true;
    extended = entry.expires_at;
    return false;
  });
  return extended ? *extended : first_expiry(rows, owner);
}

}  // namespace carnet::projections
