// The seat of one partition on this node: follows the log while another node owns the partition,
// takes the fence when the group grants it, writes until the group withdraws it or the log does.
//
//               granted, fenced, caught up, waited, claimed
//   following ──────────────────────────────────────────────→ owning
//       ↑             withdrawn: queue drained, hand-over marked   │
//       └──────────────── fenced, unknown and not confirmed ───────┘
//
// An owner whose group is lost goes on while the log lets it: the fence decides, not the group.
// All of it happens on the thread of the partition's writer; other threads only wish and look.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "producers/cluster/lease.hpp"
#include "producers/cluster/ownership.hpp"
#include "producers/writer/partition_writer.hpp"
#include "storage/kv/state_store.hpp"
#include "storage/log/shared_log.hpp"

namespace carnet::producers {

struct seat_options {
  partition_id partition = 0;
  std::string node;  // the name of this one
  // Whether the group still grants it, asked anew; empty: this node serves alone, and another one
  // that takes the partition ends it.
  std::function<bool()> confirms;
  // The partition is owned here from now on, or no more. Commands of before have been answered.
  std::function<void(bool owned)> on_change;
  std::function<void()> on_progress;  // the place has moved
  std::function<void(const failure&)> on_fatal;
};

class partition_seat final : public writer_turn {
 public:
  partition_seat(storage::shared_log& log, const storage::state_store& state, seat_options options);

  // Any thread.
  partition_id id() const { return options_.partition; }
  bool here() const { return !retiring_.load(std::memory_order_acquire) && lease_.alive(); }
  bool holds_lease() const { return lease_.alive(); }
  std::optional<owner_place> owner() const;
  storage::log_place place() const { return place_.load(std::memory_order_acquire); }
  std::chrono::duration<double> lease_left() const { return lease_.left(); }
  std::uint32_t behaviour() const;  // in force
  unix_us fenced_at() const { return fenced_at_.load(); }
  bool wanted() const { return wanted_.load(std::memory_order_acquire); }
  bool owning() const;

  // The group's wishes. After a withdrawal the partition is free once await_free() returns true.
  void grant();
  void withdraw();
  // The group is out of reach, or has gone on without this node, and may have granted the partition
  // to another one, which then fences this one: an owner goes on until it does.
  void lose_group();
  bool orphaned() const;  // owned since before the group was lost
  // The claim is to be made anew: this node's URL has become known.
  void announce();
  bool await_free(std::chrono::steady_clock::time_point deadline);

  // Before the thread runs: takes the partition, or follows it up to its end.
  result<void> take(partition_core& core);
  result<void> catch_up(partition_core& core, std::chrono::steady_clock::time_point deadline);

  // To be called by the core between catching up and claiming: waits until nobody can answer for
  // the owner before any more.
  result<void> await_turn();

  // The thread may go on: every partition has its writer.
  void begin();

  void run(const writer_tools& with) override;
  void stop() override;

 private:
  void follow(const writer_tools& with);
  bool take_over(const writer_tools& with);
  void serve(const writer_tools& with);
  result<void> serve_once(const writer_tools& with);
  result<void> renew(const writer_tools& with);
  void note_taken();
  result<void> mend(const writer_tools& with, const failure& why);
  void hand_over(const writer_tools& with);
  void step_down(const writer_tools& with, bool handed_over);
  void refuse_all(const writer_tools& with, refusal why);
  bool is_final(const failure& why) const;
  void look_for_owner();
  void wish(bool wanted);
  void wake();
  void pause(std::chrono::milliseconds most);
  void set_owning(bool owning);

  storage::shared_log& log_;
  const storage::state_store& state_;
  const seat_options options_;
  lease lease_;
  std::atomic<storage::log_place> place_{0};
  std::atomic<bool> wanted_{false};
  std::atomic<bool> stopping_{false};
  std::atomic<bool> announce_{false};
  std::atomic<bool> retiring_{false};  // what comes now is the next owner's
  std::atomic<unix_us> fenced_at_{0};
  storage::boot_time turn_began_{};
  bool taken_ = false;     // by take(), before the thread ran
  unsigned failures_ = 0;  // to take over, in a row
  std::chrono::steady_clock::time_point retry_at_{};

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  bool begun_ = false;
  bool owning_ = false;
  bool orphaned_ = false;
  std::optional<owner_place> owner_;
  command_queue* queue_ = nullptr;  // while the thread runs
};

}  // namespace carnet::producers
