// See url_shape.hpp. The word lists are matched at the start of path and query words, so "order" is
// found in
// "/orders/1" and not in "/border".

#include "domain/extraction/url_shape.hpp"

#include <algorithm>
#include <array>

namespace carnet::extraction {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_word(char c) { return is_digit(c) || is_lower(c) || is_upper(c); }

bool starts_nocase(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower(text[i]) != word[i]) return false;
  }
  return true;
}

// A lower-case copy of the front of a text, in place.
class lowered {
 public:
  explicit lowered(std::string_view text) : size_(std::min(text.size(), bytes_.size())) {
    std::transform(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size_), bytes_.begin(),
                   lower);
  }
  bool holds(std::string_view word) const {
    return std::string_view(bytes_.data(), size_).find(word) != std::string_view::npos;
  }

 private:
  std::array<char, 64> bytes_{};
  std::size_t size_;
};

constexpr std::array action_words = std::to_array<std::string_view>(
    {"verif",   "confirm", "activat", "valid",   "reset",   "recover", "password", "passwd",
     "pwd",     "magic",   "login",   "signin",  "sign_in", "sign-in", "auth",     "invit",
     "accept",  "join",    "unlock",  "token",   "otp",     "regist",  "signup",   "sign-up",
     "onboard", "change",  "activ",   "approve", "welcome", "optin",   "opt-in",   "secret",
     "ticket",  "restore", "forgot",  "session", "sso",     "email",   "delete",   "set"});
constexpr std::array commerce_words = std::to_array<std::string_view>(
    {"invoice",  "order",     "receipt", "payment", "pay",      "bill",     "checkout",
     "cart",     "shop",      "product", "track",   "ship",     "purchase", "quote",
     "estimate", "statement", "coupon",  "promo",   "sale",     "refund",   "upgrade",
     "pricing",  "rate",      "review",  "survey",  "feedback", "booking"});
constexpr std::array nav_words = std::to_array<std::string_view>({"unsubscribe",
                                                                  "unsub",
                                                                  "optout",
                                                                  "opt-out",
                                                                  "opt_out",
                                                                  "privacy",
                                                                  "terms",
                                                                  "legal",
                                                                  "help",
                                                                  "support",
                                                                  "contact",
                                                                  "faq",
                                                                  "setting",
                                                                  "preference",
                                                                  "notification",
                                                                  "about",
                                                                  "blog",
                                                                  "docs",
                                                                  "download",
                                                                  "webversion",
                                                                  "view-in",
                                                                  "viewonline",
                                                                  "view_in",
                                                                  "imprint",
                                                                  "impressum",
                                                                  "apps",
                                                                  "app-store",
                                                                  "manage",
                                                                  "report",
                                                                  "abuse",
                                                                  "social",
                                                                  "logo",
                                                                  "static",
                                                                  "assets",
                                                                  "image",
                                                                  "img",
                                                                  "icon",
                                                                  "community",
                                                                  "forum",
                                                                  "status",
                                                                  "security-notice",
                                                                  "conditions",
                                                                  "policy",
                                                                  "policies"});
constexpr std::array tracker_marks = std::to_array<std::string_view>(
    {"/ls/click",   "/wf/click",       "/track/click",   "/tr/cl/",         "/c/ej",
     "awstrack.me", "list-manage.com", "sendgrid.net",   "mandrillapp.com", "sendibt",
     "mjt.lu",      "hubspotlinks",    "/e3t/",          "klclick",         "pstmrk.it",
     "mailgun",     "safelinks",       "urldefense",     "/f/a/",           "/ss/c/",
     "exacttarget", "sparkpostmail",   "customeriomail", "/e/c/",           "mailchi.mp",
     "createsend",  "cmail",           "rs6.net",        "emltrk",          "/uni/ss/",
     "clicks.",     "click.",          "/cl0/",          "links.",          "trk.",
     "/click/",     "email.mg."});
constexpr std::array token_keys = std::to_array<std::string_view>({"token",
                                                                   "key",
                                                                   "code",
                                                                   "secret",
                                                                   "otp",
                                                                   "hash",
                                                                   "sig",
                                                                   "confirmation",
                                                                   "ticket",
                                                                   "invite",
                                                                   "nonce",
                                                                   "auth",
                                                                   "oob",
                                                                   "tk",
                                                                   "jwt",
                                                                   "magic",
                                                                   "verification",
                                                                   "activation",
                                                                   "reset",
                                                                   "signature",
                                                                   "passcode",
                                                                   "confirm",
                                                                   "state",
                                                                   "uid",
                                                                   "uuid",
                                                                   "guid",
                                                                   "t",
                                                                   "k",
                                                                   "h",
                                                                   "c",
                                                                   "id",
                                                                   "rid",
                                                                   "ck"});

// Tokens that services make are shorter than the envelopes of trackers.
constexpr std::size_t opaque_length = 72;

struct piece_shape {
  std::size_t digits = 0;
  std::size_t lowers = 0;
  std::size_t uppers = 0;
  std::size_t turns = 0;  // changes between letters and digits, or of case upwards
  bool hex = true;
  std::size_t size() const { return digits + lowers + uppers; }
};

piece_shape measure(std::string_view piece) {
  piece_shape out;
  int previous = 0;
  for (const char c : piece) {
    const int kind = is_digit(c) ? 1 : is_upper(c) ? 2 : is_lower(c) ? 3 : 0;
    if (kind == 0) continue;
    out.digits += kind == 1;
    out.uppers += kind == 2;
    out.lowers += kind == 3;
    if (previous != 0 && kind != previous && !(previous == 2 && kind == 3)) ++out.turns;
    if (kind != 1 && !(lower(c) >= 'a' && lower(c) <= 'f')) out.hex = false;
    previous = kind;
  }
  return out;
}

token_strength strength_of(std::string_view piece) {
  const piece_shape shape = measure(piece);
  const std::size_t size = shape.size();
  if (size < 6) return token_strength::none;
  if (shape.hex && size >= 16 && shape.digits > 0 && shape.digits < size)
    return token_strength::strong;
  if (size >= 12 && shape.turns >= 4) return token_strength::strong;
  if (size >= 20 && shape.turns >= 3) return token_strength::strong;
  if (size >= 8 && shape.turns >= 3) return token_strength::weak;
  if (shape.digits == size && size >= 6) return token_strength::weak;
  if (shape.hex && size >= 8 && shape.digits > 0 && shape.lowers > 0) return token_strength::weak;
  return token_strength::none;
}

bool separates(char c) {
  return c == '/' || c == '?' || c == '&' || c == '#' || c == '=' || c == ';' || c == ':' ||
         c == ',' || c == '%';
}

token_strength token_of(std::string_view path) {
  token_strength best = token_strength::none;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= path.size(); ++at) {
    if (at < path.size() && !separates(path[at])) continue;
    const std::string_view piece = path.substr(begin, at - begin);
    const bool key = at < path.size() && path[at] == '=';
    if (!key) best = std::max(best, strength_of(piece));
    if (key) {
      const auto names = [&](std::string_view word) {
        return word.size() <= 2
                   ? piece.size() == word.size() && starts_nocase(piece, word)
                   : starts_nocase(piece, word) ||
                         (piece.size() > word.size() &&
                          starts_nocase(piece.substr(piece.size() - word.size()), word));
      };
      const std::size_t value_end = std::min(path.find_first_of("&#;", at + 1), path.size());
      if (value_end - at - 1 >= 4 && std::ranges::any_of(token_keys, names)) {
        const piece_shape value = measure(path.substr(at + 1, value_end - at - 1));
        if (value.digits > 0 || value.size() >= 16) best = std::max(best, token_strength::weak);
      }
    }
    const bool escape = at < path.size() && path[at] == '%';
    begin = escape ? std::min(at + 3, path.size()) : at + 1;
    if (escape) at = begin - 1;
  }
  return best;
}

template <std::size_t N>
bool has_word(std::string_view path, const std::array<std::string_view, N>& words) {
  for (std::size_t at = 0; at < path.size(); ++at) {
    const bool escaped = at >= 3 && path[at - 3] == '%';
    const bool start = is_word(path[at]) && (at == 0 || !is_word(path[at - 1]) || escaped ||
                                             (is_upper(path[at]) && is_lower(path[at - 1])));
    if (!start) continue;
    const std::string_view rest = path.substr(at);
    if (std::ranges::any_of(words, [&](std::string_view w) { return starts_nocase(rest, w); }))
      return true;
  }
  return false;
}

bool bears_tracker_mark(std::string_view host, std::string_view rest) {
  const lowered host_text(host.substr(host.size() > 64 ? host.size() - 64 : 0));
  const lowered path_text(rest);
  return std::ranges::any_of(tracker_marks, [&](std::string_view mark) {
    return (mark.front() == '/' ? path_text : host_text).holds(mark);
  });
}

// "/verify/k3Xp9q": too short to be sure of, but it follows a word that announces it.
bool has_short_token(std::string_view rest) {
  while (rest.ends_with('/')) rest.remove_suffix(1);
  const std::size_t begin = rest.find_last_of("/=");
  if (begin == std::string_view::npos) return false;
  const piece_shape last = measure(rest.substr(begin + 1));
  const bool mixed = last.digits >= 2 && last.size() > last.digits && last.size() >= 6;
  return mixed || (last.digits == last.size() && last.digits >= 4) ||
         (rest[begin] == '=' && last.size() >= 12);
}

// One long random piece and no word beside it: whatever lies behind it, the URL itself says
// nothing.
bool is_opaque(std::string_view rest) {
  bool long_piece = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= rest.size(); ++at) {
    if (at < rest.size() && !separates(rest[at]) && rest[at] != '.') continue;
    const std::size_t size = at - begin;
    if (size >= opaque_length) {
      long_piece = true;
    } else if (size > 5 && strength_of(rest.substr(begin, size)) == token_strength::none) {
      return false;
    }
    begin = at + 1;
  }
  return long_piece;
}

// A tracker that keeps the target in clear ("…/https:%2F%2Fhost%2Fpath/…") is seen through.
std::string_view hidden_target(std::string_view rest) {
  for (const std::string_view mark :
       {"https:%2F%2F", "https%3A%2F%2F", "http%3A%2F%2F", "http:%2F%2F", "https:%2f%2f",
        "https%3a%2f%2f", "https://", "http://"}) {
    const std::size_t at = rest.find(mark);
    if (at != std::string_view::npos) return rest.substr(at + mark.size());
  }
  return {};
}

}  // namespace

std::string_view registered_domain(std::string_view host) {
  std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return host;
  const std::size_t tld = host.size() - dot - 1;
  std::size_t second = host.rfind('.', dot - 1);
  if (second == std::string_view::npos) return host;
  // "co.uk", "com.br": a short label before a country code is part of the public suffix.
  if (tld == 2 && dot - second - 1 <= 3 && second > 0) {
    second = host.rfind('.', second - 1);
    if (second == std::string_view::npos) return host;
  }
  return host.substr(second + 1);
}

bool same_site(std::string_view a, std::string_view b) {
  const std::string_view left = registered_domain(a);
  const std::string_view right = registered_domain(b);
  return left.size() == right.size() && !left.empty() &&
         std::ranges::equal(left, right, {}, lower, lower);
}

url_shape read_url(std::string_view url) {
  url_shape out;
  const std::size_t scheme = starts_nocase(url, "https://")  ? 8
                             : starts_nocase(url, "http://") ? 7
                                                             : 0;
  if (scheme == 0) return out;
  url.remove_prefix(scheme);
  const std::size_t host_end = std::min(url.find_first_of("/?#"), url.size());
  out.host = url.substr(0, host_end);
  if (const std::size_t at = out.host.rfind('@'); at != std::string_view::npos)
    out.host.remove_prefix(at + 1);
  if (const std::size_t port = out.host.find(':'); port != std::string_view::npos) {
    out.host = out.host.substr(0, port);
  }
  out.web = out.host.find('.') != std::string_view::npos;
  if (starts_nocase(out.host, "localhost")) out.web = true;
  std::string_view rest = url.substr(host_end);
  out.tracked = bears_tracker_mark(out.host, rest);
  if (const std::string_view target = hidden_target(rest); out.tracked && !target.empty()) {
    const std::size_t slash =
        std::min({target.find("%2F"), target.find("%2f"), target.find('/'), target.size()});
    // What follows the target is the tracker's own; its last two path pieces are left out.
    std::string_view path = target.substr(slash);
    path = path.substr(0, std::min(path.find('/', 1), path.size()));
    rest = path;
    out.tracked = false;
    out.home = path.size() <= 3;
  } else {
    out.home = rest.size() <= 1;
  }
  if (out.tracked) return out;
  out.action = has_word(rest, action_words);
  out.commerce = has_word(rest, commerce_words);
  out.navigation = has_word(rest, nav_words);
  out.tracked = !out.action && !out.commerce && !out.navigation && is_opaque(rest);
  if (out.tracked) return out;
  out.token = token_of(rest);
  if (out.token == token_strength::none && out.action && has_short_token(rest)) {
    out.token = token_strength::weak;
  }
  return out;
}

}  // namespace carnet::extraction
