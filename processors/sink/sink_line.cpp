#include "processors/sink/sink_line.hpp"

#include <algorithm>

#include "domain/webhook/schedule.hpp"
#include "processors/loop/round.hpp"

namespace carnet::processors {

sink_line::sink_line(const projections::sink_row& row) : cursor_(row.cursor) {
  gathered_.id = row.id;
  gathered_.cursor = row.cursor;
  gathered_.failures = row.failures;
  set(row);
}

void sink_line::set(const projections::sink_row& row) {
  id_ = row.id;
  settings_ = row.settings;
  paused_until_ = 0;
}

std::uint64_t sink_line::waiting_events() const {
  return (ends_.events - std::min(ends_.events, cursor_.events)) +
         (ends_.access - std::min(ends_.access, cursor_.access));
}

void sink_line::see(const sink_cursor& ends, unix_us now) {
  ends_ = ends;
  if (waiting_events() == 0) waiting_since_ = 0;
  if (waiting_events() != 0 && waiting_since_ == 0) waiting_since_ = now;
}

unix_us sink_line::ready_at() const {
  if (waiting_events() >= settings_.batch_events) return paused_until_;
  return std::max(paused_until_, waiting_since_ + unix_us{settings_.batch_delay_ms} * 1000);
}

sink_step sink_line::next(unix_us now) const {
  if (!settings_.enabled) return sink_step::none;
  if (phase_ == phase::acknowledging) return now >= ask_at_ ? sink_step::ask : sink_step::none;
  if (phase_ != phase::waiting || waiting_events() == 0 || now < ready_at()) return sink_step::none;
  return sink_step::post;
}

void sink_line::posting(const sink_cursor& to, std::uint32_t events) {
  phase_ = phase::posting;
  batch_to_ = to;
  batch_events_ = events;
}

void sink_line::taken(std::optional<std::uint64_t> ack_id, unix_us now) {
  if (!ack_id) return advance(now);
  phase_ = phase::acknowledging;
  ack_id_ = *ack_id;
  ask_at_ = now;
  ask_until_ = now + ask_for_us;
}

void sink_line::asking() { phase_ = phase::asking; }

void sink_line::asked(bool yes, unix_us now) {
  if (yes) return advance(now);
  if (now >= ask_until_) return refused(0, delivery_error::timed_out, 0, {}, now);
  phase_ = phase::acknowledging;
  ask_at_ = now + ask_every_us;
}

void sink_line::advance(unix_us now) {
  phase_ = phase::waiting;
  cursor_ = batch_to_;
  waiting_since_ = waiting_events() != 0 ? now : 0;
  gathered_.cursor = cursor_;
  gathered_.delivered += batch_events_;
  gathered_.failures = 0;
  news_ = true;
}

void sink_line::refused(std::uint16_t status, delivery_error error, duration_s retry_after_s,
                        std::string sealed_excerpt, unix_us now) {
  phase_ = phase::waiting;
  const auto doublings = std::min<std::uint32_t>(gathered_.failures, 16);
  unix_us pause = std::min(pause_min_us << doublings, pause_max_us);
  if (retry_after_s > 0)
    pause = std::max(pause, std::min(retry_after_s, retry_after_max_s) * us_per_second);
  paused_until_ = now + pause;
  ++gathered_.failures;
  gathered_.status = status;
  gathered_.error = error == delivery_error::none ? delivery_error::status : error;
  gathered_.sealed_excerpt = std::move(sealed_excerpt);
  news_ = true;
  report_at_ = std::min(report_at_, now);
}

std::optional<sink_progressed> sink_line::report(unix_us now) {
  if (reporting_ || (!news_ && !sent_) || now < report_at_) return std::nullopt;
  if (!sent_) {
    sent_ = gathered_;
    gathered_.delivered = 0;
    news_ = false;
  }
  reporting_ = true;
  return sent_;
}

void sink_line::reported(bool committed, unix_us now) {
  reporting_ = false;
  report_at_ = now + (committed ? report_every_us : refused_pause_us);
  if (committed) sent_.reset();
}

std::optional<unix_us> sink_line::wake_at() const {
  std::optional<unix_us> at;
  const auto by = [&at](unix_us when) { at = at ? std::min(*at, when) : when; };
  if (!reporting_ && (news_ || sent_)) by(report_at_);
  if (!settings_.enabled) return at;
  if (phase_ == phase::acknowledging) by(ask_at_);
  if (phase_ == phase::waiting && waiting_events() != 0) by(ready_at());
  return at;
}

}  // namespace carnet::processors
