// A mail of the rows, opened for the extractor: what came, and what its identity allows and
// expects. The same opening serves the first extraction and every explanation of it, so that both
// see the same input.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "domain/extraction/extraction.hpp"
#include "domain/identity/policy.hpp"
#include "producers/content/content.hpp"
#include "producers/content/sealed_content.hpp"
#include "producers/mail/parsed_mail.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::producers {

struct stored_message {
  crypto::secret_key key;  // the identity's
  identity_policy policy;
  identity_profile profile;
  std::string sender;  // as events show it: the header's, else the envelope's
  std::shared_ptr<const parsed_mail> mail;

  /// Views into this message; it must outlive them.
  extraction::message_view view() const { return {sender, mail->subject, mail->text, mail->html}; }
  extraction::options wanted() const;
};

/// Nothing when the content is no longer kept or can not be opened. `parsed` is the mail if
/// somebody has it already.
std::optional<stored_message> open_stored_message(
    const storage::row_reader& rows, const sealed_content& content, partition_id partition,
    const identity_id& owner, const event_id& mail,
    std::shared_ptr<const parsed_mail> parsed = nullptr);

}  // namespace carnet::producers
