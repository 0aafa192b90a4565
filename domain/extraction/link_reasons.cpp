// See link_reasons.hpp.

#include "domain/extraction/link_reasons.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>

namespace carnet::extraction {
namespace {

// How far before and behind a link, on its own line, words still speak of it.
constexpr std::uint32_t words_before = 200;
constexpr std::uint32_t words_after = 60;
// Bytes of an anchor that is one word and only points: "here".
constexpr std::size_t pointing_anchor = 16;

// A host printed as the text of an anchor ("https://bank.example" over another target), for
// hygiene.
std::string_view printed_host(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme != std::string_view::npos && scheme < 8) {
    text.remove_prefix(scheme + 3);
  } else if (!text.starts_with("www.")) {
    return {};
  }
  const std::string_view host = text.substr(0, std::min(text.find_first_of("/?# :"), text.size()));
  return host.find('.') == std::string_view::npos ? std::string_view() : host;
}

class gatherer {
 public:
  gatherer(const document& from, const cue_context& cues, const link_case& link)
      : from_(from), cues_(cues), link_(link), spot_(from.links[link.spot]) {}

  void url(const link_facts& facts) {
    const url_shape& shape = link_.shape;
    set(reason::token_strong, shape.token == token_strength::strong);
    set(reason::token_weak, shape.token == token_strength::weak);
    set(reason::no_token, shape.token == token_strength::none && !shape.tracked);
    set(reason::tracked, shape.tracked);
    set(reason::url_action, shape.action);
    set(reason::url_commerce, shape.commerce);
    set(reason::url_nav, shape.navigation);
    set(reason::home_page, shape.home);
    set(reason::button, spot_.button);
    set(reason::only_button, spot_.button && facts.buttons == 1);
    set(reason::only_link, facts.targets == 1);
    set(reason::first_link, link_.spot == 0);
    set(reason::repeated_printed, link_.repeated_printed);
    set(reason::host_differs, link_.host_differs);
    set(reason::late_link, late());
  }

  void words() {
    if (from_.lines.empty()) return;
    const cue_set anchor = spot_.printed ? 0 : cues_.within(spot_.line, spot_.begin, spot_.end);
    set(reason::anchor_verify, (anchor & bit(cue::verify)) != 0);
    set(reason::anchor_recover, (anchor & (bit(cue::recover) | bit(cue::password))) != 0);
    set(reason::anchor_invite, (anchor & bit(cue::invite)) != 0);
    set(reason::anchor_login, (anchor & bit(cue::login)) != 0);
    set(reason::anchor_nav, (anchor & bit(cue::nav)) != 0);
    set(reason::anchor_view, (anchor & bit(cue::view)) != 0);
    set(reason::anchor_commerce, (anchor & (bit(cue::commerce) | bit(cue::coupon))) != 0);
    const bool url_text = spot_.printed || !printed_host(anchor_text()).empty();
    set(reason::anchor_url, url_text);
    set(reason::image_only, !spot_.printed && anchor_text().empty());
    constexpr cue_set telling = action_cues | bit(cue::password) | bit(cue::click) | bit(cue::nav) |
                                bit(cue::view) | bit(cue::commerce) | bit(cue::coupon);
    const bool line_speaks = (beside() & action_cues) != 0;
    set(reason::line_action, line_speaks);
    const bool pointing = !url_text && (anchor & telling) == 0 && line_speaks && points();
    set(reason::anchor_click, (anchor & bit(cue::click)) != 0 || pointing);
    set(reason::anchor_unknown, !url_text && (anchor & telling) == 0 && !pointing);
    const cue_set previous = cues_.before_line(from_, spot_.line, 2);
    set(reason::previous_action, (previous & action_cues) != 0);
    set(reason::subject_action, (cues_.subject() & (action_cues | bit(cue::password))) != 0);
    set(reason::message_click, (cues_.body() & bit(cue::click)) != 0);
    set(reason::message_action, (cues_.body() & action_cues) != 0);
    // "Your password was changed. Not you? Reset it": a way back, not what the message is for.
    const bool undone = (cues_.subject() & bit(cue::done)) != 0 &&
                        (anchor & (bit(cue::recover) | bit(cue::login))) != 0;
    // "Forgot it already? Reset it here" in the running text of a message about something else.
    const bool aside = link_.spot > 0 && !spot_.button && !url_text &&
                       (anchor & bit(cue::recover)) != 0 &&
                       (cues_.subject() & (action_cues | bit(cue::password))) == 0;
    set(reason::fallback_link, (undone || aside) && link_.shape.token != token_strength::strong);
    // "The domain was claimed. [Log in]": the way to a form, not a link that signs in.
    const bool only_login = (anchor & bit(cue::login)) != 0 &&
                            (anchor & ((action_cues & ~bit(cue::login)) | bit(cue::click))) == 0;
    set(reason::stray_login, only_login && link_.shape.token != token_strength::strong &&
                                 (cues_.subject() & action_cues) == 0);
    // In a language that we can read, a message that speaks of no action asks for none.
    const cue_set all = cues_.body() | cues_.subject();
    const bool readable = std::popcount(all & ~(action_cues | bit(cue::unit))) >= 2;
    set(reason::no_action_cue,
        readable && !link_.shape.action && (all & (action_cues | bit(cue::password))) == 0);
  }

  void hosts(std::string_view sender) {
    set(reason::host_is_sender, !sender.empty() && same_site(link_.shape.host, sender));
  }

  reason_set take(const message_facts& message) {
    constexpr auto shared = [](reason which) { return index_of(which); };
    for (const reason which :
         {reason::ignore_message, reason::expiry_message, reason::commerce_subject,
          reason::commerce_message, reason::done_message}) {
      if (message.shared.test(shared(which))) out_.set(shared(which));
    }
    return out_;
  }

 private:
  void set(reason which, bool on) {
    if (on) out_.set(index_of(which));
  }
  std::string_view anchor_text() const {
    std::string_view text =
        std::string_view(from_.text).substr(spot_.begin, spot_.end - spot_.begin);
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20) text.remove_prefix(1);
    return text;
  }
  // The cues beside the link on its line.
  cue_set beside() const {
    const line& own = from_.lines[spot_.line];
    const std::uint32_t begin =
        std::max(own.begin, spot_.begin > words_before ? spot_.begin - words_before : 0);
    const std::uint32_t end = std::min(own.end, spot_.end + words_after);
    return cues_.within(spot_.line, begin, spot_.begin) | cues_.within(spot_.line, spot_.end, end);
  }
  // "Confirm your address [here]": one short word, in whatever language.
  bool points() const {
    const std::string_view text = anchor_text();
    return !text.empty() && text.size() <= pointing_anchor &&
           text.find(' ') == std::string_view::npos;
  }
  // In the last quarter of a long message: footers.
  bool late() const {
    return from_.lines.size() >= 12 &&
           std::uint64_t{spot_.line} * 4 > std::uint64_t{from_.lines.size()} * 3;
  }

  const document& from_;
  const cue_context& cues_;
  const link_case& link_;
  const link_spot& spot_;
  reason_set out_;
};

bool better_spot(const link_spot& challenger, const link_spot& holder) {
  if (challenger.printed != holder.printed) return !challenger.printed;
  return challenger.button && !holder.button;
}

}  // namespace

std::vector<link_case> collect_links(const document& from) {
  std::vector<link_case> out;
  std::unordered_map<std::string_view, std::size_t> seen;
  for (std::uint32_t i = 0; i < from.links.size(); ++i) {
    const link_spot& spot = from.links[i];
    const auto found = seen.find(spot.href);
    if (found != seen.end()) {
      link_case& held = out[found->second];
      const link_spot& holder = from.links[held.spot];
      held.repeated_printed |= holder.printed != spot.printed;
      if (better_spot(spot, holder)) held.spot = i;
      continue;
    }
    const url_shape shape = read_url(spot.href);
    if (!shape.web) continue;
    seen.emplace(spot.href, out.size());
    link_case made;
    made.spot = i;
    made.shape = shape;
    if (!spot.printed) {
      const std::string_view text =
          std::string_view(from.text).substr(spot.begin, spot.end - spot.begin);
      const std::string_view host = printed_host(text);
      made.host_differs = !host.empty() && !shape.tracked && !same_site(host, shape.host);
    }
    out.push_back(made);
  }
  return out;
}

reason_set link_reasons(const document& from, const cue_context& cues, const message_facts& message,
                        const link_facts& facts, const link_case& link,
                        std::string_view sender_host) {
  gatherer gather(from, cues, link);
  gather.url(facts);
  gather.words();
  gather.hosts(sender_host);
  return gather.take(message);
}

}  // namespace carnet::extraction
