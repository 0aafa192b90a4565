// Where inbound mail becomes commands: whoever receives a message (SMTP, a relay over HTTP) hands
// it here. Answers `stored` only when the message is an event on disk for every recipient.
#pragma once

#include <string>

#include "producers/ingress/mail_rate.hpp"
#include "producers/installation/installation.hpp"
#include "producers/smtp/mail_sink.hpp"

namespace carnet::producers {

class inbound_sink final : public mail_sink {
 public:
  inbound_sink(installation& core, std::string mail_domain)
      : core_(core), mail_domain_(std::move(mail_domain)) {}

  void check_recipient(std::string address,
                       std::move_only_function<void(recipient_verdict)> done) override;
  void deliver(inbound_mail mail, std::move_only_function<void(delivery_outcome)> done) override;

 private:
  struct target;

  recipient_verdict verdict_on(std::string_view address);
  bool within_rate(const project_id& project);
  std::optional<target> find_target(std::string_view address) const;

  installation& core_;
  const std::string mail_domain_;
  mail_rate rate_;
};

}  // namespace carnet::producers
