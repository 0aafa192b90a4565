#include "producers/ingress/mail_relay.hpp"

#include <algorithm>
#include <array>

#include "producers/ingress/mail_parcel.hpp"

namespace carnet::producers {
namespace {

constexpr std::array<std::string_view, 6> end_texts{"stored",       "unavailable", "storage_full",
                                                    "rate_limited", "rejected",    "moved"};

constexpr std::array<std::string_view, 6> verdict_texts{"accepted",         "unknown_mailbox",
                                                        "mailbox_disabled", "rate_limited",
                                                        "unavailable",      "storage_full"};

attempt_end end_of(const peers::peer_answer& answer) {
  using enum peers::exchange_end;
  if (answer.end == too_many) return attempt_end::unavailable;
  if (answer.end != answered) return attempt_end::moved;
  return answer.status == 200 ? attempt_from(answer.body) : attempt_end::unavailable;
}

}  // namespace

std::string_view attempt_text(attempt_end end) { return end_texts[static_cast<std::size_t>(end)]; }

attempt_end attempt_from(std::string_view text) {
  const auto found = std::ranges::find(end_texts, text);
  if (found == end_texts.end()) return attempt_end::unavailable;
  return static_cast<attempt_end>(found - end_texts.begin());
}

std::string_view verdict_text(recipient_verdict verdict) {
  return verdict_texts[static_cast<std::size_t>(verdict)];
}

std::optional<recipient_verdict> verdict_from(std::string_view text) {
  const auto found = std::ranges::find(verdict_texts, text);
  if (found == verdict_texts.end()) return std::nullopt;
  return static_cast<recipient_verdict>(found - verdict_texts.begin());
}

void mail_relay::ask(std::string address, const owner_place& to,
                     std::chrono::steady_clock::time_point deadline, verdict_taker done) {
  auto request = peers::node_request(
      node_,
      {.url = to.url, .method = "POST", .path = node_recipient_path, .body = std::move(address)},
      deadline);
  if (!request) return done(std::nullopt);
  client_.send(std::move(*request), [done = std::move(done)](peers::peer_answer answer) mutable {
    const bool taken = answer.end == peers::exchange_end::answered && answer.status == 200;
    done(taken ? verdict_from(answer.body) : std::nullopt);
  });
}

void mail_relay::send(const inbound_mail& mail, const owner_place& to,
                      std::chrono::steady_clock::time_point deadline, attempt_taker done) {
  auto request = peers::node_request(node_,
                                     {.url = to.url,
                                      .method = "POST",
                                      .path = node_mail_path,
                                      .body = pack_mail(mail),
                                      .peer = mail.peer,
                                      .secure = mail.tls},
                                     deadline);
  if (!request) return done(attempt_end::unavailable);
  client_.send(std::move(*request), [done = std::move(done)](peers::peer_answer answer) mutable {
    done(end_of(answer));
  });
}

}  // namespace carnet::producers
