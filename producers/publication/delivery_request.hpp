// From an endpoint's row and an event to the request that delivers it: URL and secrets unsealed,
// body rendered, signed for this attempt.
#pragma once

#include <optional>
#include <string>

#include "producers/content/sealed_content.hpp"
#include "producers/outbound/http_sender.hpp"
#include "producers/publication/public_event.hpp"
#include "projections/webhook/rows.hpp"

namespace carnet::producers {

// What is needed to deliver to an endpoint, unsealed.
struct opened_webhook {
  webhook_id id;
  outbound::target_url url;
  std::string secret;
  std::string old_secret;  // empty: none is valid beside
  unix_us old_valid_until = 0;
  crypto::secret_key key;  // seals excerpts of answers
};

// Nothing when key, target or secret do not open, or when the URL may not be delivered to.
std::optional<opened_webhook> open_webhook(const sealed_content& content, partition_id partition,
                                           const projections::webhook_row& row, bool allow_private);

// The delivery of an event to an endpoint, "dlv_…": the same for all its attempts.
std::string delivery_id(const webhook_id& endpoint, const event_id& event);

// One attempt's request. `sequence` = number among the public events of the identity; 0 for none.
struct signed_event {
  event_id id;
  std::string body;
  std::uint64_t sequence = 0;
};
outbound::outbound_request delivery_request(const opened_webhook& to, signed_event event,
                                            unix_us now);

// The event, ready to be signed.
signed_event event_to_deliver(const storage::row_reader& rows, const sealed_content& content,
                              partition_id partition, const public_event_view& event);

// What an answer says about the attempt. The excerpt of a failure is sealed.
delivery_attempt attempt_of(const opened_webhook& to, const event_id& event,
                            const outbound::outbound_answer& answer);

}  // namespace carnet::producers
