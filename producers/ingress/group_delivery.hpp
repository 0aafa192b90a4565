// One message on its way to the recipients of one partition: to the rows here while this node owns
// them, else to the node that does; again, after a pause, while the partition changes hands.
// Sending it twice is harmless, since a message is one command for each of its recipients.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "producers/cluster/ownership.hpp"
#include "producers/smtp/mail_sink.hpp"

namespace carnet::producers {

/// How one attempt ended: for good, or `moved`: another node has to be asked.
enum class attempt_end : std::uint8_t {
  stored,
  unavailable,
  storage_full,
  rate_limited,
  rejected,
  moved,
};
using attempt_taker = std::move_only_function<void(attempt_end)>;

/// What an attempt goes through.
struct delivery_ways {
  std::function<partition_standing(partition_id)> standing;
  std::function<void(std::shared_ptr<const inbound_mail>, attempt_taker)> here;
  /// To the node at the place; empty: there is no other node.
  std::function<void(std::shared_ptr<const inbound_mail>, const owner_place&,
                     std::chrono::steady_clock::time_point, attempt_taker)>
      there;
  std::function<void(std::chrono::milliseconds, std::function<void()>)> later;
};

/// `ways` must outlive the delivery. `done` is called once.
void deliver_group(const delivery_ways& ways, partition_id partition,
                   std::shared_ptr<const inbound_mail> mail,
                   std::move_only_function<void(delivery_outcome)> done);

}  // namespace carnet::producers
