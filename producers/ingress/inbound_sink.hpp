// Where inbound mail becomes commands: whoever receives a message (SMTP, a relay over HTTP) hands
// it here. Answers `stored` only when the message is an event on disk for every recipient,
// whichever nodes own them.
#pragma once

#include <memory>
#include <string>

#include "producers/ingress/group_delivery.hpp"
#include "producers/ingress/mail_rate.hpp"
#include "producers/ingress/mail_relay.hpp"
#include "producers/installation/installation.hpp"
#include "producers/smtp/mail_sink.hpp"

namespace carnet::producers {

class inbound_sink final : public mail_sink {
 public:
  inbound_sink(installation& core, std::string mail_domain);

  /// From now on what other nodes own, as `standing` says, is sent to them. Both must outlive the
  /// sink's use.
  void relay_over(mail_relay& relay, peers::peer_client& timer,
                  std::function<partition_standing(partition_id)> standing);

  /// Where this node does not own the partition, its owner's word counts; a mailbox is unknown only
  /// once the copy here has caught up with the log.
  void check_recipient(std::string address,
                       std::move_only_function<void(recipient_verdict)> done) override;
  void deliver(inbound_mail mail, std::move_only_function<void(delivery_outcome)> done) override;

  /// What another node took for recipients that it believes to be owned here: nothing is stored
  /// unless all of them are.
  void deliver_for_node(inbound_mail mail, attempt_taker done);

  /// The answer to another node's question; counts no message. Nothing when the mailbox is not
  /// owned here.
  std::optional<recipient_verdict> verdict_for_node(std::string_view address);

 private:
  struct target;
  enum class rate_use { counts, looks };

  recipient_verdict verdict_on(std::string_view address, rate_use use);
  bool within_rate(const target& found, rate_use use);
  void ask_owner(partition_id partition, std::string address,
                 std::move_only_function<void(recipient_verdict)> done);
  std::optional<partition_id> place_of(std::string_view address) const;
  std::optional<target> find_target(std::string_view address) const;
  bool is_elsewhere(std::string_view address) const;
  void deliver_here(const inbound_mail& mail, attempt_taker done);

  installation& core_;
  const std::string mail_domain_;
  mail_rate rate_;
  delivery_ways ways_;
  // The node at the place; empty: there is no other node.
  std::function<void(std::string, const owner_place&, verdict_taker)> ask_;
};

}  // namespace carnet::producers
