#include "producers/publication/delivery_request.hpp"

#include <fmt/format.h>

#include "producers/outbound/webhook_signature.hpp"
#include "storage/crypto/base32.hpp"
#include "storage/crypto/sha256.hpp"

namespace carnet::producers {
namespace {

constexpr std::size_t delivery_id_width = 15;

}  // namespace

std::optional<opened_webhook> open_webhook(const sealed_content& content, partition_id partition,
                                           const projections::webhook_row& row,
                                           bool allow_private) {
  const auto key = content.find_key(partition, key_subject(row.id));
  if (!key) return std::nullopt;
  const auto target =
      sealed_content::open_row<webhook_target>(*key, row.id.text, field::target, row.sealed_target);
  auto secret = sealed_content::open(*key, row.id.text, field::secret, row.sealed_secret);
  if (!target || !secret) return std::nullopt;
  auto url = outbound::parse_target(target->url, allow_private);
  if (!url) return std::nullopt;
  opened_webhook out{row.id, std::move(*url), std::move(*secret), {}, row.old_valid_until, *key};
  if (!row.sealed_old_secret.empty()) {
    auto old = sealed_content::open(*key, row.id.text, field::secret, row.sealed_old_secret);
    if (old) out.old_secret = std::move(*old);
  }
  return out;
}

std::string delivery_id(const webhook_id& endpoint, const event_id& event) {
  const auto hash = crypto::sha256("delivery " + endpoint.text + " " + event.text);
  auto text = crypto::base32_encode(crypto::as_view(hash).substr(0, 10));
  text.resize(delivery_id_width);
  return "dlv_" + text;
}

outbound::outbound_request delivery_request(const opened_webhook& to, signed_event event,
                                            unix_us now) {
  const std::int64_t unix_s = now / us_per_second;
  const std::string id = to_wire(event.id);
  std::string standard = outbound::standard_signature(to.secret, id, unix_s, event.body);
  const bool overlap = !to.old_secret.empty() && now < to.old_valid_until;
  if (overlap)
    standard += " " + outbound::standard_signature(to.old_secret, id, unix_s, event.body);
  outbound::outbound_request out;
  out.header_lines = fmt::format(
      "X-Signature: {}\r\nX-Timestamp: {}\r\nwebhook-id: {}\r\nwebhook-timestamp: {}\r\n"
      "webhook-signature: {}\r\nX-Carnet-Delivery: {}\r\n",
      outbound::hex_signature(overlap ? to.old_secret : to.secret, unix_s, event.body), unix_s, id,
      unix_s, standard, delivery_id(to.id, event.id));
  if (event.sequence != 0)
    out.header_lines += fmt::format("X-Carnet-Sequence: {}\r\n", event.sequence);
  out.target = to.url;
  out.body = std::move(event.body);
  return out;
}

signed_event event_to_deliver(const storage::row_reader& rows, const sealed_content& content,
                              partition_id partition, const public_event_view& event) {
  signed_event out;
  out.id = event.fact.id_at(event.place);
  out.body = render_public_event(rows, content, partition, event);
  out.sequence = projections::number_in_identity(rows, event.owner, out.id, event.fact.row.at);
  return out;
}

delivery_attempt attempt_of(const opened_webhook& to, const event_id& event,
                            const outbound::outbound_answer& answer) {
  delivery_attempt attempt;
  attempt.event = event;
  attempt.status = answer.status;
  attempt.error = answer.error;
  attempt.latency_ms = (answer.latency_us + 500) / 1000;
  const bool success = answer.status >= 200 && answer.status < 300;
  if (attempt.error == delivery_error::none && !success) attempt.error = delivery_error::status;
  if (attempt.error != delivery_error::none && !answer.excerpt.empty()) {
    attempt.sealed_excerpt =
        sealed_content::seal(to.key, delivery_id(to.id, event), field::excerpt, answer.excerpt);
  }
  return attempt;
}

}  // namespace carnet::producers
