#include "producers/ingress/inbound_sink.hpp"

#include <atomic>

#include "producers/content/compression.hpp"
#include "producers/identity/address.hpp"
#include "producers/mail/mime_guard.hpp"
#include "producers/mail/parsed_mail.hpp"
#include "projections/event_ids.hpp"
#include "projections/identity/queries.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::producers {

struct inbound_sink::target {
  partition_id partition = 0;
  identity owner;
};

namespace {

constexpr std::size_t parsed_at_once_max = 64 * 1024;

// The answers of all recipients of one message; the last one tells the sender.
class gathered_outcome {
 public:
  gathered_outcome(std::size_t count, std::move_only_function<void(delivery_outcome)> done)
      : open_(count), done_(std::move(done)) {}

  void one(const completion& answer) {
    if (!std::holds_alternative<committed>(answer) && !std::holds_alternative<replayed>(answer)) {
      const auto* why = std::get_if<refusal>(&answer);
      const bool full = why != nullptr && *why == refusal::storage_full;
      worst_.store(full ? delivery_outcome::storage_full : delivery_outcome::unavailable);
    }
    if (open_.fetch_sub(1) == 1) done_(worst_.load());
  }

 private:
  std::atomic<std::size_t> open_;
  std::atomic<delivery_outcome> worst_{delivery_outcome::stored};
  std::move_only_function<void(delivery_outcome)> done_;
};

// What is the same for every recipient.
struct prepared_mail {
  mail_summary summary;
  std::string packed;
  std::uint64_t size = 0;
  std::shared_ptr<const parsed_mail> whole;  // null when only the header was read
};

// A small message is parsed here, in the form that is stored, and not again for its extraction. The
// time a large one takes belongs to nobody's session.
prepared_mail prepare(const inbound_mail& mail) {
  const std::string stored = mail.trace_header + mail.raw;
  prepared_mail prepared;
  parsed_mail header;
  if (mail.raw.size() <= parsed_at_once_max && !mime::lacks_header(mail.raw)) {
    prepared.whole = std::make_shared<const parsed_mail>(parse_mail(stored));
  } else {
    header = parse_mail_header(mail.raw);
  }
  const parsed_mail& parsed = prepared.whole ? *prepared.whole : header;
  prepared.summary.sender = parsed.from.empty() ? mail.envelope_from : parsed.from;
  prepared.summary.subject = parsed.subject;
  prepared.summary.message_id = parsed.message_id;
  prepared.summary.envelope_sender = mail.envelope_from;
  prepared.packed = compress(stored);
  prepared.size = mail.raw.size();
  return prepared;
}

receive_mail sealed_mail(const identity& owner, const crypto::secret_key& key,
                         const std::string& seed, const prepared_mail& mail) {
  const event_id id = projections::event_id_of(seed, 0);
  return {.identity = owner.id,
          .size = mail.size,
          .sealed_summary = sealed_content::seal_row(key, id.text, field::summary, mail.summary),
          .sealed_raw = sealed_content::seal(key, id.text, field::raw, mail.packed)};
}

}  // namespace

std::optional<inbound_sink::target> inbound_sink::find_target(std::string_view address) const {
  const auto part = random_part_of(address, mail_domain_);
  if (!part) return std::nullopt;
  const partition_id partition = *partition_of(part->text);
  if (partition == control_partition || partition > core_.event_partitions()) return std::nullopt;
  auto row = projections::find_by_address(core_.state(partition), *part,
                                          core_.hashes().address(normalised_address(address)));
  if (!row) return std::nullopt;
  return target{partition, std::move(row->state)};
}

bool inbound_sink::within_rate(const project_id& project) {
  const auto limits = core_.directory().limits_of(project);
  if (!limits || limits->requests_per_minute == unlimited) return true;
  return rate_.admit(project, limits->requests_per_minute, core_.now() / us_per_second);
}

recipient_verdict inbound_sink::verdict_on(std::string_view address) {
  const auto found = find_target(address);
  if (!found) return recipient_verdict::unknown_mailbox;
  const identity& owner = found->owner;
  if (!is_live(status_at(owner, core_.now()))) return recipient_verdict::mailbox_disabled;
  if (owner.event_budget != 0 && owner.mail_count >= owner.event_budget) {
    return recipient_verdict::mailbox_disabled;
  }
  if (core_.storage_full()) return recipient_verdict::storage_full;
  if (!within_rate(owner.project)) return recipient_verdict::rate_limited;
  return recipient_verdict::accepted;
}

void inbound_sink::check_recipient(std::string address,
                                   std::move_only_function<void(recipient_verdict)> done) {
  done(verdict_on(address));
}

void inbound_sink::deliver(inbound_mail mail,
                           std::move_only_function<void(delivery_outcome)> done) {
  const prepared_mail prepared = prepare(mail);
  auto outcome = std::make_shared<gathered_outcome>(mail.recipients.size(), std::move(done));
  for (const std::string& address : mail.recipients) {
    const auto found = find_target(address);
    const auto key =
        found ? core_.content().find_key(found->partition, key_subject(found->owner.id))
              : result<crypto::secret_key>(fail(failure_code::not_found, "no such mailbox"));
    if (!key) {
      outcome->one(rejection{rejection_code::mailbox_unavailable, {}, {}});
      continue;
    }
    submission s;
    s.command_id = core_.hashes().mail(found->owner.id.text, mail.envelope_from, mail.raw);
    s.seed = crypto::random_string(16);
    s.project = found->owner.project;
    s.wish = sealed_mail(found->owner, *key, s.seed, prepared);
    if (prepared.whole) {
      core_.parsed_mails().put(projections::event_id_of(s.seed, 0), prepared.whole, prepared.size);
    }
    s.done = [outcome](const completion& answer) { outcome->one(answer); };
    core_.submit(found->partition, std::move(s));
  }
}

}  // namespace carnet::producers
