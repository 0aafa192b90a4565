#include "processors/webhook/endpoint_plan.hpp"

#include <algorithm>

#include "domain/webhook/schedule.hpp"
#include "processors/loop/round.hpp"
#include "storage/kv/keys.hpp"
#include "storage/kv/row_codec.hpp"

namespace carnet::processors {

namespace keys = storage::keys;
using projections::placed_fact;
using projections::public_event;

namespace {

constexpr std::size_t due_read_max = 100'000;
// A cursor that only passed over what nobody wants is recorded seldom: reading on is cheap.
constexpr std::uint64_t skipped_unrecorded_max = 4096;
constexpr std::uint16_t gone_status = 410;

std::uint32_t concurrency_of(const webhook_settings& settings) {
  return settings.concurrency == 0 ? webhook_concurrency_default : settings.concurrency;
}

}  // namespace

endpoint_plan::endpoint_plan(const storage::row_reader& rows, projections::webhook_row row)
    : first_(row.cursor + 1),
      failures_(row.failures),
      paused_until_(row.paused_until),
      reported_cursor_(row.cursor) {
  set(std::move(row));
  const auto all = keys::deliveries_of(row_.id);
  rows.scan(keys::delivery(row_.id, first_), all.end_of_prefix(), [this](auto key, auto value) {
    if (!storage::decode_row<projections::delivery_row>(value).awaits_cursor())
      known_.insert(projections::delivery_place(key));
    return true;
  });
  read_due(rows);
}

void endpoint_plan::set(projections::webhook_row row) {
  // A success that this plan did not see: something was delivered by hand.
  const bool well = row.failures == 0 && row.last_success_at > row_.last_success_at;
  const bool lifted = row.resumed_at != row_.resumed_at;
  const bool woken = well || lifted || (row.enabled && !row_.enabled);
  if (row.updated_at != row_.updated_at) gone_ = false;
  row_ = std::move(row);
  rate_.set(row_.settings.per_second);
  if (!woken) return;
  failures_ = row_.failures;
  paused_until_ = row_.paused_until;
}

void endpoint_plan::read_due(const storage::row_reader& rows) {
  pass_replayed(rows);
  const auto all = projections::deliveries_due(rows, row_.id, due_read_max);
  drop_replayed(rows, all);
  for (const auto& due : all) {
    const auto known = retries_.find(due.place);
    if (known != retries_.end() && known->second.at <= due.at) continue;
    if (unrecorded_.contains(due.place)) continue;
    const auto delivery = projections::find_delivery(rows, row_.id, due.place);
    if (!delivery || delivery->next_at != due.at) continue;
    // The first attempt is the cursor's: what it passed over and a replay failed at goes on behind.
    const auto made = std::max<std::uint16_t>(1, delivery->scheduled());
    add_retry(due.place, {due.at, made, delivery->identity, false});
    lane& of = lanes_[delivery->identity.text];
    if (made == 1 && !of.queued && !of.busy) of.held_by = due.place;
    release(delivery->identity, of);
  }
}

// What a replay has delivered before its turn came is not begun.
void endpoint_plan::pass_replayed(const storage::row_reader& rows) {
  const auto all = keys::deliveries_of(row_.id);
  rows.scan(keys::delivery(row_.id, first_), all.end_of_prefix(), [this](auto key, auto value) {
    const auto delivery = storage::decode_row<projections::delivery_row>(value);
    if (delivery.state == projections::delivery_state::delivered)
      pass(projections::delivery_place(key));
    return true;
  });
}

void endpoint_plan::pass(std::uint64_t place) {
  if (place >= first_ + window_.size()) {
    known_.insert(place);
    return;
  }
  slot& one = slot_at(place);
  if (one.state != slot_state::open) return;
  const identity_id identity = one.fact->identity_at(place);
  lane& of = lanes_[identity.text];
  const auto waits = std::ranges::find(of.waiting, place);
  if (waits == of.waiting.end()) return;  // it is under way
  of.waiting.erase(waits);
  one.state = slot_state::settled;
  one.fact = nullptr;
  if (of.waiting.empty() && of.queued) {
    std::erase(ready_, identity);
    of.queued = false;
  }
  release(identity, of);
}

// What a replay has delivered is not tried again.
void endpoint_plan::drop_replayed(const storage::row_reader& rows,
                                  const std::vector<projections::due_delivery>& planned) {
  std::vector<std::uint64_t> places;
  for (const auto& due : planned) places.push_back(due.place);
  std::ranges::sort(places);
  std::erase_if(retries_, [&](const auto& one) {
    const auto& [place, again] = one;
    if (again.under_way || unrecorded_.contains(place)) return false;
    if (std::ranges::binary_search(places, place)) return false;
    const auto delivery = projections::find_delivery(rows, row_.id, place);
    if (!delivery || delivery->state != projections::delivery_state::delivered) return false;
    due_.erase({again.at, place});
    end_hold(again.identity, place);
    return true;
  });
}

// The identity's later events need not wait for this delivery any more.
void endpoint_plan::end_hold(const identity_id& identity, std::uint64_t place) {
  const auto held = lanes_.find(identity.text);
  if (held == lanes_.end() || held->second.held_by != place) return;
  held->second.held_by = 0;
  release(identity, held->second);
}

void endpoint_plan::add_retry(std::uint64_t place, retry again) {
  const auto known = retries_.find(place);
  if (known != retries_.end()) {
    if (known->second.under_way) return;
    due_.erase({known->second.at, place});
  }
  due_.insert({again.at, place});
  retries_[place] = std::move(again);
}

bool endpoint_plan::wants(std::uint64_t place, public_event type) const {
  if (type == projections::not_public) return false;
  const auto& from = row_.period_from;
  const auto after = std::ranges::upper_bound(from, place);
  if (after == from.begin()) return false;
  const auto types = row_.period_types[static_cast<std::size_t>(after - from.begin() - 1)];
  if (types == projections::period_disabled) return false;
  return types == 0 || (types & (1u << static_cast<unsigned>(type))) != 0;
}

void endpoint_plan::add(std::shared_ptr<const placed_fact> fact) {
  const std::uint64_t end = fact->last();
  for (std::uint64_t place = first_ + window_.size(); place <= end; ++place) {
    slot one{fact, slot_state::open};
    if (!wants(place, fact->row.type) || known_.erase(place) != 0) {
      one.state = slot_state::settled;
      one.fact = nullptr;
    } else {
      const identity_id& identity = fact->identity_at(place);
      lane& of = lanes_[identity.text];
      of.waiting.push_back(place);
      release(identity, of);
    }
    window_.push_back(std::move(one));
  }
}

bool endpoint_plan::read_stream(const storage::row_reader& rows) {
  if (window_.size() >= window_max) return true;
  std::vector<std::shared_ptr<const placed_fact>> facts;
  std::size_t room = window_max - window_.size();
  projections::facts_from(rows, row_.project, first_ + window_.size(), [&](placed_fact&& fact) {
    room -= std::min(room, fact.row.identities.size());
    facts.push_back(std::make_shared<const placed_fact>(std::move(fact)));
    return room > 0;
  });
  // The endpoint's row is read after the stream: its periods cover every fact that was read.
  if (!facts.empty()) {
    auto row = projections::find_webhook(rows, row_.project, row_.id);
    if (!row) return false;
    set(std::move(*row));
  }
  for (auto& fact : facts) add(std::move(fact));
  return room == 0;
}

planned_attempt endpoint_plan::start_retry(std::uint64_t place) {
  retry& again = retries_.at(place);
  due_.erase({again.at, place});
  again.under_way = true;
  return {place, static_cast<std::uint16_t>(again.attempts + 1), nullptr};
}

std::optional<planned_attempt> endpoint_plan::next_retry(unix_us now) {
  if (failing()) {
    const auto head = retries_.begin();
    if (head == retries_.end() || head->second.under_way || head->second.at > now)
      return std::nullopt;
    return start_retry(head->first);
  }
  if (due_.empty() || due_.begin()->first > now) return std::nullopt;
  return start_retry(due_.begin()->second);
}

std::optional<planned_attempt> endpoint_plan::next(unix_us now) {
  const std::size_t most = failing() ? 1 : concurrency_of(row_.settings);
  if (!row_.enabled || gone_ || in_flight_ >= most || now < paused_until_ || rate_.open_at() > now)
    return std::nullopt;
  auto chosen = next_retry(now);
  const bool only_head = failing() && !retries_.empty();
  if (!chosen && !only_head && !ready_.empty()) {
    lane& of = lanes_[ready_.front().text];
    ready_.pop_front();
    of.queued = false;
    const std::uint64_t place = of.waiting.front();
    of.waiting.pop_front();
    of.busy = true;
    chosen = {place, 1, slot_at(place).fact};
  }
  if (!chosen) return std::nullopt;
  ++in_flight_;
  rate_.start(now);
  return chosen;
}

// Lets an identity's next event go, or forgets the identity.
void endpoint_plan::release(const identity_id& identity, lane& of) {
  if (of.busy || of.held_by != 0 || of.queued) return;
  if (!of.waiting.empty()) {
    of.queued = true;
    ready_.push_back(identity);
  } else {
    lanes_.erase(identity.text);
  }
}

void endpoint_plan::skip(const planned_attempt& attempt) {
  --in_flight_;
  if (attempt.number != 1) return;
  slot& one = slot_at(attempt.place);
  const identity_id identity = one.fact->identity_at(attempt.place);
  one.state = slot_state::settled;
  one.fact = nullptr;
  lane& of = lanes_[identity.text];
  of.busy = false;
  release(identity, of);
}

void endpoint_plan::first_ended(std::uint64_t place, const attempt_result& result,
                                unix_us next_at) {
  slot& one = slot_at(place);
  const identity_id identity = one.fact->identity_at(place);
  const delivery_attempt& facts = result.facts;
  one.state = facts.delivered() ? slot_state::delivered : slot_state::settled;
  one.status = facts.status;
  one.latency_ms = facts.latency_ms;
  one.fact = nullptr;
  lane& of = lanes_[identity.text];
  of.busy = false;
  if (next_at != 0) of.held_by = place;
  release(identity, of);
}

void endpoint_plan::ended(const planned_attempt& attempt, attempt_result result, unix_us now) {
  --in_flight_;
  const delivery_attempt& facts = result.facts;
  const bool delivered = facts.delivered();
  failures_ = delivered ? 0 : failures_ + 1;
  if (delivered) paused_until_ = 0;
  if (result.retry_after_s > 0)
    paused_until_ = after(now, std::min(result.retry_after_s, retry_after_max_s));
  if (facts.status == gone_status) gone_ = true;
  const unix_us next_at = delivered ? 0
                                    : next_attempt_at(now, attempt.number, result.retry_after_s,
                                                      result.jitter_permille);
  if (attempt.number != 1) retries_.erase(attempt.place);
  if (next_at != 0) {
    add_retry(attempt.place, {next_at, attempt.number, facts.identity, false});
  }
  if (attempt.number == 1) {
    first_ended(attempt.place, result, next_at);
  } else {
    end_hold(facts.identity, attempt.place);
  }
  if (attempt.number != 1 || !delivered) {
    unrecorded_.insert(attempt.place);
    gathered_.attempts.push_back(std::move(result));
  }
  if (gathered_since_ == 0) gathered_since_ = now;
}

// Moves the window's front over everything that is settled.
void endpoint_plan::settle_front(unix_us now) {
  while (!window_.empty() && window_.front().state != slot_state::open) {
    const slot& one = window_.front();
    if (one.state == slot_state::delivered) {
      if (gathered_.places.size() == report_places_max) return;
      gathered_.places.push_back(first_);
      gathered_.statuses.push_back(one.status);
      gathered_.latencies_ms.push_back(one.latency_ms);
      if (gathered_since_ == 0) gathered_since_ = now;
    }
    gathered_.cursor = first_++;
    window_.pop_front();
  }
}

std::optional<record_deliveries> endpoint_plan::report(unix_us now) {
  settle_front(now);
  if (reporting_ || now < report_again_at_) return std::nullopt;
  if (!sent_) {
    const bool full = gathered_.places.size() >= report_places_max / 2 ||
                      gathered_.attempts.size() >= report_attempts_max;
    const bool waited = (!gathered_.places.empty() || !gathered_.attempts.empty()) &&
                        now >= gathered_since_ + report_delay_us;
    const bool skipped = gathered_.cursor > reported_cursor_ + skipped_unrecorded_max;
    if (!full && !waited && !skipped) return std::nullopt;
    sent_ = std::move(gathered_);
    sent_->id = row_.id;
    gathered_ = {};
    gathered_since_ = 0;
  }
  reporting_ = true;
  return sent_;
}

void endpoint_plan::reported(bool committed, unix_us now) {
  reporting_ = false;
  if (!committed) {
    report_again_at_ = now + refused_pause_us;
    return;
  }
  if (sent_->cursor != 0) reported_cursor_ = sent_->cursor;
  for (const auto& recorded : sent_->attempts)
    unrecorded_.erase(unrecorded_.find(recorded.facts.place));
  sent_.reset();
}

std::optional<unix_us> endpoint_plan::wake_at(unix_us now) const {
  std::optional<unix_us> at;
  const auto by = [&at](unix_us when) { at = at ? std::min(*at, when) : when; };
  if (sent_ && !reporting_) by(report_again_at_);
  if (!reporting_ && gathered_since_ != 0) by(gathered_since_ + report_delay_us);
  if (!row_.enabled || gone_ || in_flight_ >= concurrency_of(row_.settings)) return at;
  const unix_us open = std::max(paused_until_, rate_.open_at());
  if (failing()) {
    if (in_flight_ == 0 && !retries_.empty()) by(std::max(open, retries_.begin()->second.at));
  } else if (!due_.empty()) {
    by(std::max(open, due_.begin()->first));
  }
  if (!ready_.empty() && open > now && !(failing() && !retries_.empty())) by(open);
  return at;
}

}  // namespace carnet::processors
