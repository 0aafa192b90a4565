#include "producers/ingress/inbound_sink.hpp"

#include <atomic>
#include <map>
#include <memory>

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
constexpr std::chrono::seconds catch_up_max{10};
constexpr std::chrono::seconds verdict_max{5};

// The answers of all parts of one message; the last one tells who sent it, the worst counts.
template <class Answer>
class gathered {
 public:
  gathered(std::size_t count, Answer best, std::move_only_function<void(Answer)> done)
      : open_(count), worst_(best), best_(best), done_(std::move(done)) {}

  void one(Answer answer) {
    if (answer != best_) worst_.store(answer);
    if (open_.fetch_sub(1) == 1) done_(worst_.load());
  }

 private:
  std::atomic<std::size_t> open_;
  std::atomic<Answer> worst_;
  const Answer best_;
  std::move_only_function<void(Answer)> done_;
};

attempt_end end_of(const completion& answer) {
  if (std::holds_alternative<committed>(answer) || std::holds_alternative<replayed>(answer)) {
    return attempt_end::stored;
  }
  const auto* why = std::get_if<refusal>(&answer);
  if (why == nullptr) return attempt_end::unavailable;
  switch (*why) {
    case refusal::storage_full:
      return attempt_end::storage_full;
    case refusal::not_owner:
      return attempt_end::moved;
    default:
      return attempt_end::unavailable;
  }
}

attempt_end end_of(recipient_verdict verdict) {
  switch (verdict) {
    case recipient_verdict::accepted:
      return attempt_end::stored;
    case recipient_verdict::storage_full:
      return attempt_end::storage_full;
    case recipient_verdict::rate_limited:
      return attempt_end::rate_limited;
    case recipient_verdict::unknown_mailbox:
    case recipient_verdict::mailbox_disabled:
    case recipient_verdict::unavailable:
      break;
  }
  return attempt_end::unavailable;
}

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

inbound_sink::inbound_sink(installation& core, std::string mail_domain)
    : core_(core), mail_domain_(std::move(mail_domain)) {
  ways_.standing = [this](partition_id id) { return core_.standing(id); };
  ways_.here = [this](std::shared_ptr<const inbound_mail> mail, attempt_taker done) {
    deliver_here(*mail, std::move(done));
  };
}

void inbound_sink::relay_over(mail_relay& relay, peers::peer_client& timer,
                              std::function<partition_standing(partition_id)> standing) {
  ways_.standing = std::move(standing);
  ways_.there = [&relay](std::shared_ptr<const inbound_mail> mail, const owner_place& to, auto by,
                         attempt_taker done) { relay.send(*mail, to, by, std::move(done)); };
  ask_ = [&relay](std::string address, const owner_place& to, verdict_taker done) {
    relay.ask(std::move(address), to, std::chrono::steady_clock::now() + verdict_max,
              std::move(done));
  };
  ways_.later = [&timer](auto pause, auto run) { timer.after(pause, std::move(run)); };
}

// Nothing for an address that is none of ours.
std::optional<partition_id> inbound_sink::place_of(std::string_view address) const {
  const auto part = random_part_of(address, mail_domain_);
  if (!part) return std::nullopt;
  const partition_id partition = *partition_of(part->text);
  return partition == control_partition ? std::nullopt : std::optional(partition);
}

std::optional<inbound_sink::target> inbound_sink::find_target(std::string_view address) const {
  const auto partition = place_of(address);
  if (!partition || *partition > core_.event_partitions()) return std::nullopt;
  const auto part = random_part_of(address, mail_domain_);
  auto row = projections::find_by_address(core_.state(*partition), *part,
                                          core_.hashes().address(normalised_address(address)));
  if (!row) return std::nullopt;
  return target{*partition, std::move(row->state)};
}

// On a partition that the deployment has and this node does not yet.
bool inbound_sink::is_elsewhere(std::string_view address) const {
  const auto partition = place_of(address);
  return partition && *partition > core_.event_partitions() && core_.has_partition(*partition);
}

// The owner of the project counts; what another node takes for it is counted when it comes.
bool inbound_sink::within_rate(const target& found, rate_use use) {
  const auto& project = found.owner.project;
  const auto limits = core_.directory().limits_of(project);
  if (!limits || limits->requests_per_minute == unlimited) return true;
  if (!core_.standing(found.partition).here) return true;
  const std::int64_t now_s = core_.now() / us_per_second;
  return use == rate_use::counts ? rate_.admit(project, limits->requests_per_minute, now_s)
                                 : rate_.has_room(project, limits->requests_per_minute, now_s);
}

std::optional<recipient_verdict> inbound_sink::verdict_for_node(std::string_view address) {
  const auto place = place_of(address);
  const bool here = place && *place <= core_.event_partitions() && core_.standing(*place).here;
  return here ? std::optional(verdict_on(address, rate_use::looks)) : std::nullopt;
}

recipient_verdict inbound_sink::verdict_on(std::string_view address, rate_use use) {
  const auto found = find_target(address);
  if (!found) {
    return is_elsewhere(address) ? recipient_verdict::unavailable
                                 : recipient_verdict::unknown_mailbox;
  }
  const identity& owner = found->owner;
  if (!is_live(status_at(owner, core_.now()))) return recipient_verdict::mailbox_disabled;
  if (owner.event_budget != 0 && owner.mail_count >= owner.event_budget) {
    return recipient_verdict::mailbox_disabled;
  }
  if (core_.storage_full()) return recipient_verdict::storage_full;
  if (!within_rate(*found, use)) return recipient_verdict::rate_limited;
  return recipient_verdict::accepted;
}

void inbound_sink::check_recipient(std::string address,
                                   std::move_only_function<void(recipient_verdict)> done) {
  const auto first = verdict_on(address, rate_use::counts);
  const auto place = place_of(address);
  const bool refused =
      first == recipient_verdict::unknown_mailbox || first == recipient_verdict::mailbox_disabled;
  // A partition that is not known here may have been added; control says.
  const bool known = place && *place <= core_.event_partitions();
  const partition_id asked = known ? *place : control_partition;
  if (!place || core_.standing(asked).here) return done(first);
  if (!refused && first != recipient_verdict::accepted) return done(first);
  if (!refused) return ask_owner(asked, std::move(address), std::move(done));
  core_.when_current(
      asked, std::chrono::steady_clock::now() + catch_up_max,
      [this, address = std::move(address), done = std::move(done)](bool current) mutable {
        done(current ? verdict_on(address, rate_use::counts) : recipient_verdict::unavailable);
      });
}

// While nobody answers, the mailbox is one; what it has room for shows when the message comes.
void inbound_sink::ask_owner(partition_id partition, std::string address,
                             std::move_only_function<void(recipient_verdict)> done) {
  const auto stands = ways_.standing(partition);
  if (!ask_ || stands.here || !stands.owner || stands.owner->url.empty()) {
    return done(recipient_verdict::accepted);
  }
  ask_(std::move(address), *stands.owner, [done = std::move(done)](auto verdict) mutable {
    done(verdict.value_or(recipient_verdict::accepted));
  });
}

void inbound_sink::deliver(inbound_mail mail,
                           std::move_only_function<void(delivery_outcome)> done) {
  std::map<partition_id, std::vector<std::string>> groups;
  for (auto& address : mail.recipients) {
    groups[place_of(address).value_or(control_partition)].push_back(std::move(address));
  }
  auto outcome = std::make_shared<gathered<delivery_outcome>>(
      groups.size(), delivery_outcome::stored, std::move(done));
  std::size_t left = groups.size();
  for (auto& [partition, recipients] : groups) {
    auto part = std::make_shared<inbound_mail>(--left == 0 ? std::move(mail) : mail);
    part->recipients = std::move(recipients);
    if (partition == control_partition || partition > core_.event_partitions()) {
      outcome->one(delivery_outcome::unavailable);
      continue;
    }
    deliver_group(ways_, partition, std::move(part),
                  [outcome](delivery_outcome end) { outcome->one(end); });
  }
}

void inbound_sink::deliver_for_node(inbound_mail mail, attempt_taker done) {
  for (const auto& address : mail.recipients) {
    const auto place = place_of(address);
    if (!place) return done(attempt_end::unavailable);
    if (*place > core_.event_partitions() || !core_.standing(*place).here) {
      return done(attempt_end::moved);
    }
  }
  for (const auto& address : mail.recipients) {
    const auto end = end_of(verdict_on(address, rate_use::counts));
    if (end != attempt_end::stored) return done(end);
  }
  deliver_here(mail, std::move(done));
}

void inbound_sink::deliver_here(const inbound_mail& mail, attempt_taker done) {
  const prepared_mail prepared = prepare(mail);
  auto outcome = std::make_shared<gathered<attempt_end>>(mail.recipients.size(),
                                                         attempt_end::stored, std::move(done));
  for (const std::string& address : mail.recipients) {
    const auto found = find_target(address);
    const auto key =
        found ? core_.content().find_key(found->partition, key_subject(found->owner.id))
              : result<crypto::secret_key>(fail(failure_code::not_found, "no such mailbox"));
    if (!key) {
      outcome->one(attempt_end::unavailable);
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
    s.done = [outcome](const completion& answer) { outcome->one(end_of(answer)); };
    core_.submit(found->partition, std::move(s));
  }
}

}  // namespace carnet::producers
