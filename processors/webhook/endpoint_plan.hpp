// What is to be sent to one endpoint, and when: a window over its project's stream behind the
// cursor, and the deliveries that are tried again. Sans I/O and clock.
//
// First attempts go in order per identity. A failure holds the identity's later events until its
// second attempt has ended. An endpoint that only fails is asked one thing at a time: its oldest.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "domain/webhook/commands.hpp"
#include "processors/webhook/rate_gate.hpp"
#include "projections/stream/queries.hpp"
#include "projections/webhook/queries.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::processors {

// One attempt to be made.
struct planned_attempt {
  std::uint64_t place = 0;
  std::uint16_t number = 1;
  std::shared_ptr<const projections::placed_fact> fact;  // null: to be read
};

class endpoint_plan {
 public:
  static constexpr std::size_t window_max = 4096;
  static constexpr std::uint64_t failing_after = 5;  // failures in a row
  static constexpr unix_us report_delay_us = 20'000;
  static constexpr std::size_t report_places_max = 512;
  static constexpr std::size_t report_attempts_max = 64;

  // Takes up where the rows stand.
  endpoint_plan(const storage::row_reader& rows, projections::webhook_row row);

  // The endpoint has changed.
  void set(projections::webhook_row row);
  // Deliveries were made or asked for by hand: reads what is to be tried, and what is not any more.
  void read_due(const storage::row_reader& rows);
  // Fills the window; true when there may be more.
  bool read_stream(const storage::row_reader& rows);

  // The next attempt that may be made, which is under way from here on.
  std::optional<planned_attempt> next(unix_us now);
  // It need not be made: its identity wants no webhooks, or the endpoint wants others.
  void skip(const planned_attempt& attempt);
  void ended(const planned_attempt& attempt, attempt_result result, unix_us now);

  // What is to be recorded, when it is time; nothing while the last report is under way.
  std::optional<record_deliveries> report(unix_us now);
  void reported(bool committed, unix_us now);

  // When to look again, if nothing happens before; nothing: never.
  std::optional<unix_us> wake_at(unix_us now) const;

  // Nothing but its head is tried.
  bool failing() const { return failures_ >= failing_after; }

  const projections::webhook_row& row() const { return row_; }
  std::size_t in_flight() const { return in_flight_; }
  // Places of the stream that are read and not settled, and deliveries that are tried again.
  std::size_t pending() const { return window_.size() + retries_.size(); }

 private:
  enum class slot_state : std::uint8_t { open, delivered, settled };
  struct slot {
    std::shared_ptr<const projections::placed_fact> fact;
    slot_state state = slot_state::open;
    std::uint16_t status = 0;
    std::uint32_t latency_ms = 0;
  };
  struct lane {  // the first attempts of one identity
    std::deque<std::uint64_t> waiting;
    bool busy = false;
    bool queued = false;        // among ready_
    std::uint64_t held_by = 0;  // place of a delivery whose second attempt is awaited
  };
  struct retry {
    unix_us at = 0;
    std::uint16_t attempts = 0;
    identity_id identity;
    bool under_way = false;
  };

  bool wants(std::uint64_t place, projections::public_event type) const;
  void add(std::shared_ptr<const projections::placed_fact> fact);
  void add_retry(std::uint64_t place, retry again);
  void pass_replayed(const storage::row_reader& rows);
  void pass(std::uint64_t place);
  void drop_replayed(const storage::row_reader& rows,
                     const std::vector<projections::due_delivery>& planned);
  void end_hold(const identity_id& identity, std::uint64_t place);
  void settle_front(unix_us now);
  void release(const identity_id& identity, lane& of);
  void first_ended(std::uint64_t place, const attempt_result& result, unix_us next_at);
  planned_attempt start_retry(std::uint64_t place);
  std::optional<planned_attempt> next_retry(unix_us now);
  slot& slot_at(std::uint64_t place) { return window_[static_cast<std::size_t>(place - first_)]; }

  projections::webhook_row row_;
  std::deque<slot> window_;
  std::uint64_t first_;  // place of the window's front; all before is settled
  std::unordered_map<std::string, lane> lanes_;
  std::deque<identity_id> ready_;  // lanes with something that may be sent
  std::map<std::uint64_t, retry> retries_;
  std::set<std::pair<unix_us, std::uint64_t>> due_;
  std::set<std::uint64_t> known_;            // behind the cursor, with an attempt on record
  std::multiset<std::uint64_t> unrecorded_;  // with an attempt that the rows may not show yet
  rate_gate rate_;
  std::size_t in_flight_ = 0;
  std::uint64_t failures_ = 0;  // in a row
  unix_us paused_until_ = 0;
  bool gone_ = false;  // it answered 410: its end is about to be recorded

  record_deliveries gathered_;
  unix_us gathered_since_ = 0;  // 0: nothing that has to be recorded soon
  std::uint64_t reported_cursor_;
  std::optional<record_deliveries> sent_;
  bool reporting_ = false;
  unix_us report_again_at_ = 0;
};

}  // namespace carnet::processors
