#include "producers/ingress/mail_relay.hpp"

#include <algorithm>
#include <array>

#include "producers/ingress/mail_parcel.hpp"

namespace carnet::producers {
namespace {

constexpr std::array<std::string_view, 6> end_texts{"stored",       "unavailable", "storage_full",
                                                    "rate_limited", "rejected",    "moved"};

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
