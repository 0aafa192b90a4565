// One sink's way through its project's streams: what is to be done next, and when. One batch at a
// time, in order; a cursor moves once the sink has taken the batch, so that nothing is passed over.
// Sans I/O and clock.
//
//   waiting ──enough, or long enough──▶ posting ──taken──▶ waiting
//      ▲                                   │ needs an acknowledgement
//      └── refused: a pause that doubles ◀─┴──▶ asking ──yes──▶ waiting
#pragma once

#include <cstdint>
#include <optional>

#include "domain/sink/events.hpp"
#include "domain/time.hpp"
#include "projections/sink/rows.hpp"

namespace carnet::processors {

enum class sink_step : std::uint8_t { none, post, ask };

class sink_line {
 public:
  static constexpr unix_us report_every_us = us_per_second;
  static constexpr unix_us ask_every_us = us_per_second;
  static constexpr unix_us ask_for_us = 60 * us_per_second;
  static constexpr unix_us pause_min_us = us_per_second;
  static constexpr unix_us pause_max_us = 300 * us_per_second;

  // Takes up where the row stands.
  explicit sink_line(const projections::sink_row& row);

  // The sink has changed; what was to wait is tried at once.
  void set(const projections::sink_row& row);

  // How long the streams are.
  void see(const sink_cursor& ends, unix_us now);

  sink_step next(unix_us now) const;
  const sink_cursor& cursor() const { return cursor_; }
  std::uint64_t ack_id() const { return ack_id_; }

  // A batch that ends here, of so many events, is under way.
  void posting(const sink_cursor& to, std::uint32_t events);
  // The sink has it; with a number it has to be asked for.
  void taken(std::optional<std::uint64_t> ack_id, unix_us now);
  void asking();
  void asked(bool yes, unix_us now);
  // It does not have it. `facts` = how the request ended.
  void refused(std::uint16_t status, delivery_error error, duration_s retry_after_s,
               std::string sealed_excerpt, unix_us now);

  // What is to be recorded, when it is time; nothing while the last report is under way.
  std::optional<sink_progressed> report(unix_us now);
  void reported(bool committed, unix_us now);

  // When to look again, if nothing happens before.
  std::optional<unix_us> wake_at() const;

 private:
  enum class phase : std::uint8_t { waiting, posting, acknowledging, asking };

  std::uint64_t waiting_events() const;
  unix_us ready_at() const;
  void advance(unix_us now);

  sink_id id_;
  sink_settings settings_;
  sink_cursor cursor_;
  sink_cursor ends_;
  unix_us waiting_since_ = 0;
  phase phase_ = phase::waiting;
  sink_cursor batch_to_;
  std::uint32_t batch_events_ = 0;
  std::uint64_t ack_id_ = 0;
  unix_us ask_at_ = 0;
  unix_us ask_until_ = 0;
  unix_us paused_until_ = 0;
  sink_progressed gathered_;
  bool news_ = false;
  bool reporting_ = false;
  unix_us report_at_ = 0;
  std::optional<sink_progressed> sent_;
};

}  // namespace carnet::processors
