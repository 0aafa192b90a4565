// The consumer group of the nodes of a log: which node is to own which partition. The member reads
// nothing; being in the group is all. A node that is not heard of for session_timeout is taken for
// dead, and its partitions go to others.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "domain/failure.hpp"
#include "storage/log/kafka_options.hpp"
#include "storage/log/position.hpp"

namespace carnet::storage {

struct group_events {
  // These are to be owned here.
  std::function<void(std::span<const partition_id>)> granted;
  // These are to go to another node, which gets them when this returns.
  std::function<void(std::span<const partition_id>)> withdrawn;
  // The group went on without this node; others may own these already.
  std::function<void(std::span<const partition_id>)> lost;
};

// How a node shows itself to the others.
struct group_member {
  std::string name;
  std::uint32_t behaviour = 0;  // the newest that it knows (projections/apply.hpp)
};

using group_membership = std::vector<group_member>;

class node_group {
 public:
  virtual ~node_group() = default;

  // Asks the group whether this node still is to own the partition, by an answer that was given
  // after the call.
  virtual bool confirms(partition_id id, std::chrono::steady_clock::time_point deadline) = 0;

  // Everybody in the group, this node included.
  virtual result<group_membership> describe(std::chrono::steady_clock::time_point deadline) = 0;

  // The topics have grown: the group is to spread the new partitions now, not when the member next
  // asks for itself.
  virtual void look_again() = 0;

  // Gives everything back (`withdrawn` is called) and leaves. Returns when that is done.
  virtual void leave() = 0;
};

// Joins; the events come from a thread of the group's own, one after the other.
result<std::unique_ptr<node_group>> join_node_group(const kafka_options& options,
                                                    const group_member& self, group_events events);

}  // namespace carnet::storage
