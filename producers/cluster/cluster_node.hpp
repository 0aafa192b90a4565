// This node among the nodes of a shared log: the seats of all partitions, the group that spreads
// them, the barrier that tells whether a followed partition is current. One that serves alone has
// every seat and no group.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "producers/cluster/log_barrier.hpp"
#include "producers/cluster/partition_seat.hpp"
#include "producers/cluster/seat_facts.hpp"
#include "storage/append_only_list.hpp"
#include "storage/log/kafka_options.hpp"
#include "storage/log/node_group.hpp"

namespace carnet::producers {

struct node_options {
  std::string name;              // host/pid when nothing else is given
  bool alone = true;             // no other node is meant to share the log
  storage::kafka_options kafka;  // where the group is
  std::function<void(partition_id, bool owned)> on_change;
  std::function<void(const failure&)> on_fatal;
  std::function<void()> on_unknown;  // the group speaks of partitions that have no seat here yet
};

class cluster_node {
 public:
  cluster_node(storage::shared_log& log, node_options options);
  ~cluster_node();

  /// In the order of the partitions' numbers, one call at a time. After start() it is the caller
  /// who lets the seat go.
  partition_seat& add_seat(const storage::state_store& state);
  partition_seat& seat(partition_id id) { return seats_[id]; }

  /// Joins the group; from then on partitions come and go.
  result<void> join();

  /// Where other nodes reach this one. Joins, unless it has, once every partition is caught up.
  void announce(std::string url);
  std::string url() const;

  /// Every partition has its writer: starts the barrier, lets the seats go.
  void start();

  /// The newest behaviour that every node in the group knows; nothing when that can not be told.
  std::optional<std::uint32_t> common_behaviour() const;

  /// Whether they all have known this program's newest for as long as a node that has left the
  /// group may still follow the log, which would end it. To be asked again and again.
  bool newest_is_settled();

  /// How many partitions there must be for everything that the group gave to this node.
  partition_id partitions_granted() const;

  /// The topics have grown.
  void look_again();

  /// Hands over what is owned here and leaves the group.
  void leave();
  bool leaving() const { return leaving_; }

  /// Whether another node is there to take what was left.
  bool has_others() const;

  void stop();

  bool here(partition_id id) const { return seats_[id].here(); }
  partition_standing standing(partition_id id) const;
  void when_current(partition_id id, std::chrono::steady_clock::time_point deadline,
                    log_barrier::answer done);
  bool control_confirmed() const;
  seat_facts facts(partition_id id) const;

  /// Why this node should get no traffic yet.
  std::vector<std::string> not_ready() const;

 private:
  void granted(std::span<const partition_id> ids);
  void withdrawn(std::span<const partition_id> ids);
  void lost(std::span<const partition_id> ids);
  void await_free(std::span<const partition_id> ids);
  void looked(const std::vector<storage::log_place>& ends);
  void confirm_control();
  void raise_behaviour();
  storage::node_group* group() const;

  storage::shared_log& log_;
  const node_options options_;
  storage::append_only_list<std::atomic<storage::log_place>> ends_{
      storage::partitions_max};  // as of the last look; -1: not known
  storage::append_only_list<partition_seat> seats_{storage::partitions_max};
  std::vector<storage::log_place> first_ends_;  // of the barrier's thread
  std::atomic<storage::boot_time::rep> control_confirmed_at_{0};
  std::atomic<bool> confirming_{false};
  std::atomic<bool> caught_up_{false};  // every partition, once
  std::atomic<bool> granted_once_{false};
  std::atomic<bool> leaving_{false};
  mutable std::atomic<bool> ready_once_{false};
  mutable std::mutex granting_;      // guards seatless_, and that a grant finds a seat or it
  std::set<partition_id> seatless_;  // granted before it was opened here
  mutable std::mutex mutex_;         // guards what follows
  std::string url_;
  storage::boot_time newest_asked_at_{};
  std::optional<storage::boot_time> newest_since_;  // as far as it was asked without a break
  std::unique_ptr<storage::node_group> group_;
  std::unique_ptr<log_barrier> barrier_;
};

}  // namespace carnet::producers
