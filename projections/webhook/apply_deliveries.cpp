// Outcomes of deliveries: the cursor, what succeeded at once, and the exceptions.
#include <algorithm>

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

void apply_attempt(step& s, webhook_row& endpoint, const delivery_attempt& attempt) {
  if (attempt.place == 0) return;  // a test, which delivers no event
  const auto known = s.load<delivery_row>(keys::delivery(endpoint.id, attempt.place));
  delivery_row row = known.value_or(delivery_row{});
  const unix_us due_before = row.next_at;
  row.event = attempt.event;
  row.identity = attempt.identity;
  add_attempt(row, attempt, s.now());
  if (attempt.delivered()) {
    row.state = delivery_state::delivered;
    row.next_at = 0;
  } else if (!attempt.replay) {
    row.next_at = attempt.next_at;
    row.state = row.next_at != 0 ? delivery_state::waiting : delivery_state::exhausted;
  } else if (!known) {
    // The schedule has yet to begin, or the event was delivered or not wanted before.
    if (attempt.place > endpoint.cursor) return;
    row.state = find_delivered(s.rows, endpoint.id, attempt.place) ? delivery_state::delivered
                                                                   : delivery_state::exhausted;
  }
  if (!known && !find_delivered(s.rows, endpoint.id, attempt.place)) ++endpoint.settled;
  store_delivery(s, endpoint.id, attempt.place, due_before, row);
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

}  // namespace

void apply(step& s, const deliveries_recorded& e) {
  webhook_row endpoint = existing_webhook(s, e.id);
  endpoint.cursor = e.cursor;
  save_delivered(s, endpoint, e);
  for (const auto& attempt : e.attempts) apply_attempt(s, endpoint, attempt);
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
    check(row.has_value(), "a delivery that is tried again was given up");
    const unix_us due_before = row->next_at;
    row->state = delivery_state::waiting;
    row->next_at = s.now();
    store_delivery(s, e.id, place, due_before, *row);
  }
  note_webhook(s, e.id, {e.places.size()});
  tell_webhook(s);
}

}  // namespace carnet::projections
