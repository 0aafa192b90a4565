// Takes messages to the nodes that own their recipients.
#pragma once

#include "producers/ingress/group_delivery.hpp"
#include "producers/peer/node_request.hpp"

namespace carnet::producers {

/// The path that nodes take each other's mail on.
inline constexpr std::string_view node_mail_path = "/v1/nodes/mail";

/// How an attempt's end reads between nodes, and back. A text that is none reads as unavailable.
std::string_view attempt_text(attempt_end end);
attempt_end attempt_from(std::string_view text);

class mail_relay {
 public:
  mail_relay(peers::peer_client& client, const peers::sending_node& node)
      : client_(client), node_(node) {}

  /// `moved` when the node surely did not take it, or nobody knows: it is sent again then.
  void send(const inbound_mail& mail, const owner_place& to,
            std::chrono::steady_clock::time_point deadline, attempt_taker done);

 private:
  peers::peer_client& client_;
  const peers::sending_node& node_;
};

}  // namespace carnet::producers
