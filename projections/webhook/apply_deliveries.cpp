// Outcomes of deliveries: the cursor, what succeeded at once, and the exceptions.
#include <algorithm>
#include <utility>

#include "projections/webhook/apply.hpp"
#include "projections/webhook/queries.hpp"
#include "projections/webhook/table.hpp"

namespace carnet::projections {
namespace {

namespace keys = storage::keys;

void save_delivered(step& s, webhook_row& endpoint, const deliveries_recorded& e) {
  if (e.places.empty()) return;
  const delivered_row batch{s.now(), e.places, e.statuses, e.latencies_ms};
  s.save(keys::delivered_at_once(e.id).number(e.places.back()), batch);
  endpoint.settled += e.places.size();
}

void add_attempt(delivery_row& row, const delivery_attempt& attempt, unix_us now) {
  if (row.attempted_at.size() == delivery_row::attempts_kept) drop_second_attempt(row);
  ++row.attempts;
  row.attempted_at.push_back(now);
  row.statuses.push_back(attempt.status);
  row.errors.push_back(static_cast<std::uint8_t>(attempt.error));
  row.latencies_ms.push_back(attempt.latency_ms);
  if (attempt.sealed_excerpt.empty()) return;
  (row.first_excerpt.empty() ? row.first_excerpt : row.last_excerpt) = attempt.sealed_excerpt;
}

// Stores a delivery and moves its work row along.
void store_delivery(step& s, const webhook_id& id, std::uint64_t place, unix_us due_before,
                    const delivery_row& row) {
  if (due_before != 0) s.rows.erase(keys::delivery_due(id, due_before, place));
  if (row.next_at != 0) s.rows.put(keys::delivery_due(id, row.next_at, place), {});
  s.save(keys::delivery(id, place), row);
}

// The attempts of one record on their way into the rows of its endpoint.
struct attempts_step {
  step& s;
  webhook_row& endpoint;
  const bool all_replays;  // the behaviour in force
};

// What an attempt that failed leaves of a delivery; false: nothing at all.
bool fail_delivery(const attempts_step& of, const delivery_attempt& attempt, bool known,
                   delivery_row& row) {
  if (attempt.replay && known) return true;
  if (!attempt.replay) {
    // A replay may have been quicker than an attempt that was under way.
    if (of.all_replays && row.state == delivery_state::delivered) return true;
    row.next_at = attempt.next_at;
    row.state = row.next_at != 0 ? delivery_state::waiting : delivery_state::exhausted;
    return true;
  }
  // The schedule has yet to begin, or the event was delivered or not wanted before.
  if (attempt.place > of.endpoint.cursor) return of.all_replays;
  row.state = find_delivered(of.s.rows, of.endpoint.id, attempt.place) ? delivery_state::delivered
                                                                       : delivery_state::exhausted;
  return true;
}

void apply_attempt(const attempts_step& of, const delivery_attempt& attempt) {
  if (attempt.place == 0) return;  // a test, which delivers no event
  auto& [s, endpoint, all_replays] = of;
  const auto known = s.load<delivery_row>(keys::delivery(endpoint.id, attempt.place));
  delivery_row row = known.value_or(delivery_row{});
  const unix_us due_before = row.next_at;
  row.event = attempt.event;
  row.identity = attempt.identity;
  add_attempt(row, attempt, s.now());
  if (all_replays && attempt.replay) ++row.by_hand;
  if (attempt.delivered()) {
    row.state = delivery_state::delivered;
    row.next_at = 0;
  } else if (!fail_delivery(of, attempt, known.has_value(), row)) {
    return;
  }
  if (!known && !find_delivered(s.rows, endpoint.id, attempt.place)) ++endpoint.settled;
  store_delivery(s, endpoint.id, attempt.place, due_before, row);
}

// What was replayed before the cursor came to it: delivered by the cursor as well, or not wanted.
void end_waiting(step& s, webhook_row& endpoint, std::uint64_t cursor_before) {
  std::vector<placed_delivery> passed;
  s.rows.scan(keys::delivery(endpoint.id, cursor_before + 1),
              keys::delivery(endpoint.id, endpoint.cursor + 1), [&passed](auto key, auto value) {
                auto row = storage::decode_row<delivery_row>(value);
                if (row.by_hand != 0) passed.push_back({delivery_place(key), std::move(row)});
                return true;
              });
  for (auto& [place, row] : passed) {
    const bool delivered = find_delivered(s.rows, endpoint.id, place).has_value();
    if (delivered) --endpoint.settled;  // counted with its replay
    if (!row.awaits_cursor()) continue;
    row.state = delivered ? delivery_state::delivered : delivery_state::exhausted;
    s.save(keys::delivery(endpoint.id, place), row);
  }
}

void judge(webhook_row& endpoint, const deliveries_recorded& e, unix_us now) {
  const auto failed = static_cast<std::uint64_t>(
      std::ranges::count_if(e.attempts, [](const auto& one) { return !one.delivered(); }));
  const bool success = !e.places.empty() || failed < e.attempts.size();
  if (failed > 0) endpoint.last_failure_at = now;
  if (success) {
    endpoint.last_success_at = now;
    endpoint.failures = 0;
    endpoint.failing_since = 0;
    endpoint.paused_until = 0;
  } else if (failed > 0) {
    endpoint.failures += failed;
    if (endpoint.failing_since == 0) endpoint.failing_since = now;
  }
  if (e.paused_until != 0) endpoint.paused_until = e.paused_until;
}

// A period that no pending event falls in is forgotten.
void drop_periods(webhook_row& endpoint) {
  while (endpoint.period_from.size() > 1 && endpoint.period_from[1] <= endpoint.cursor + 1) {
    endpoint.period_from.erase(endpoint.period_from.begin());
    endpoint.period_types.erase(endpoint.period_types.begin());
    endpoint.period_tags.erase(endpoint.period_tags.begin());
  }
}

// Its owner says that it is well: no pause, and no head that is tried alone. It goes on being
// disabled after days of nothing but failures.
void resume(step& s, const webhook_id& id) {
  webhook_row endpoint = existing_webhook(s, id);
  endpoint.failures = 0;
  endpoint.paused_until = 0;
  endpoint.resumed_at = s.now();
  s.save(keys::webhook(id), endpoint);
}

}  // namespace

void apply(step& s, const deliveries_recorded& e) {
  webhook_row endpoint = existing_webhook(s, e.id);
  const bool all_replays = s.version() >= version_with_all_replays;
  const std::uint64_t cursor_before = std::exchange(endpoint.cursor, e.cursor);
  save_delivered(s, endpoint, e);
  const attempts_step of{s, endpoint, all_replays};
  for (const auto& attempt : e.attempts) apply_attempt(of, attempt);
  if (all_replays && endpoint.cursor > cursor_before) end_waiting(s, endpoint, cursor_before);
  judge(endpoint, e, s.now());
  drop_periods(endpoint);
  s.save(keys::webhook(e.id), endpoint);
  // Its processor made all other attempts and knows of them.
  const bool by_hand =
      std::ranges::any_of(e.attempts, [](const auto& one) { return one.replay || one.place == 0; });
  if (by_hand) tell_webhook(s);
}

void apply(step& s, const deliveries_requeued& e) {
  for (const std::uint64_t place : e.places) {
    auto row = s.load<delivery_row>(keys::delivery(e.id, place));
    check(row.has_value(), "a delivery that is tried again is on record");
    const unix_us due_before = row->next_at;
    row->state = delivery_state::waiting;
    row->next_at = s.now();
    store_delivery(s, e.id, place, due_before, *row);
  }
  if (s.version() >= version_with_all_replays) resume(s, e.id);
  note_webhook(s, e.id, {e.places.size()});
  tell_webhook(s);
}

}  // namespace carnet::projections
