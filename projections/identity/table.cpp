#include "projections/identity/table.hpp"

namespace carnet::projections {
namespace {

namespace keys = storage::keys;

// When the lifecycle processor has to look at an identity again; nothing once it has ended.
std::optional<unix_us> next_deadline(const identity& state) {
  if (!is_live(state.status)) return std::nullopt;
  if (state.status == identity_status::active && state.original_expiry() < state.expires_at) {
    return state.original_expiry();
  }
  return state.expires_at;
}

storage::row_key status_key(const identity_row& row) {
  return keys::identities_with(row.state.project, row.state.status).number(row.ordinal);
}

void move_status(step& s, const std::optional<identity_row>& before, const identity_row& after) {
  if (before && before->state.status == after.state.status) return;
  if (before) {
    s.rows.erase(status_key(*before));
    --s.counters().with(before->state.status);
  }
  s.rows.put(status_key(after), after.state.id.text);
  ++s.counters().with(after.state.status);
}

void move_deadline(step& s, const std::optional<identity_row>& before, const identity_row& after) {
  const auto old_due = before ? next_deadline(before->state) : std::nullopt;
  const auto due = next_deadline(after.state);
  if (old_due == due) return;
  if (old_due) s.rows.erase(keys::deadline(*old_due, after.state.id));
  if (due) {
    s.rows.put(keys::deadline(*due, after.state.id), after.state.project.text);
    s.out.push_back({notice_kind::deadline_set, after.state.id, *due});
  }
}

void move_retention(step& s, const std::optional<identity_row>& before, const identity_row& after) {
  const bool was_due = before && before->state.terminal_at != 0 && !before->state.shredded;
  const bool due = after.state.terminal_at != 0 && !after.state.shredded;
  if (was_due == due) return;
  const auto key = keys::shred_due(after.state.terminal_at, after.state.id);
  if (due) {
    s.rows.put(key, after.state.project.text);
    s.out.push_back({notice_kind::identity_ended, after.state.id});
  } else {
    s.rows.erase(key);
  }
}

}  // namespace

identity_row existing_identity(const step& s, const identity_id& id) {
  auto row = s.load<identity_row>(keys::identity(id));
  check(row.has_value(), "an identity named by an event exists");
  return std::move(*row);
}

void store_identity(step& s, const std::optional<identity_row>& before, const identity_row& after) {
  move_status(s, before, after);
  move_deadline(s, before, after);
  move_retention(s, before, after);
  s.save(keys::identity(after.state.id), after);
}

void add_identity_event(step& s, identity_row& row, identity_event_row entry) {
  entry.at = s.now();
  ++row.event_count;
  s.save(keys::events_of(row.state.id).number(row.event_count), entry);
}

}  // namespace carnet::projections
