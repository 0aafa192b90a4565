// Takes messages to the nodes that own their recipients, and asks those about them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "producers/ingress/group_delivery.hpp"
#include "producers/peer/node_request.hpp"

namespace carnet::producers {

/// The path that nodes take each other's mail on.
inline constexpr std::string_view node_mail_path = "/v1/nodes/mail";

/// The path that nodes ask each other about recipients on.
inline constexpr std::string_view node_recipient_path = "/v1/nodes/recipient";

/// How the verdict on a recipient reads between nodes, and back; nothing when the text is none.
std::string_view verdict_text(recipient_verdict verdict);
std::optional<recipient_verdict> verdict_from(std::string_view text);
using verdict_taker = std::move_only_function<void(std::optional<recipient_verdict>)>;

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

  /// Nothing when the node gave no answer, or does not own the mailbox any more.
  void ask(std::string address, const owner_place& to,
           std::chrono::steady_clock::time_point deadline, verdict_taker done);

 private:
  peers::peer_client& client_;
  const peers::sending_node& node_;
};

}  // namespace carnet::producers
