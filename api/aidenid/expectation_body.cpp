#include "api/aidenid/expectation_body.hpp"

#include <algorithm>

namespace carnet::aidenid {
namespace {

constexpr std::size_t host_bytes_max = 253;  // RFC 1035 2.3.4
constexpr std::size_t label_bytes_max = 63;
constexpr std::size_t sender_bytes_max = 254;  // RFC 5321 4.5.3.1.3, without the angle brackets
constexpr std::size_t local_bytes_max = 64;

bool is_host_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= label_bytes_max && label.front() != '-' &&
         label.back() != '-' && std::ranges::all_of(label, is_host_letter);
}

// A name of two labels or more; one alone would expect a whole top-level domain.
bool is_host(std::string_view host) {
  std::size_t labels = 0;
  if (host.size() > host_bytes_max) return false;
  for (;; ++labels) {
    const std::size_t dot = std::min(host.find('.'), host.size());
    if (!is_label(host.substr(0, dot))) return false;
    if (dot == host.size()) return labels >= 1;
    host.remove_prefix(dot + 1);
  }
}

bool is_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > local_bytes_max) return false;
  const bool visible = std::ranges::all_of(text.substr(0, at), [](char c) {
    return c > 0x20 && c < 0x7f && c != '<' && c != '>' && c != ',' && c != ';' && c != '@';
  });
  return visible && is_host(text.substr(at + 1));
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
  return text;
}

}  // namespace

expect_wish read_expect(http::object_reader& body) {
  expect_wish out;
  auto given = body.object("expect");
  if (!given) return out;
  out.sender = lower(given->text("sender", {.bytes_max = sender_bytes_max}).value_or(""));
  out.host = lower(given->text("host", {.bytes_max = host_bytes_max}).value_or(""));
  if (given->has("sender") && !is_address(out.sender))
    given->fail("sender", "It must be one mail address, without a display name.");
  if (given->has("host") && !is_host(out.host))
    given->fail("host", "It must be a host name such as example.com, in its ASCII form.");
  if (!given->has("sender") && !given->has("host"))
    body.fail("expect", "It must name a sender or a host.");
  return out;
}

void write_expect(http::json_writer& json, const producers::identity_profile& profile) {
  if (profile.expect_sender.empty() && profile.expect_host.empty()) return;
  json.key("expect");
  json.begin_object();
  json.key("sender");
  profile.expect_sender.empty() ? json.null() : json.value(profile.expect_sender);
  json.key("host");
  profile.expect_host.empty() ? json.null() : json.value(profile.expect_host);
  json.end_object();
}

}  // namespace carnet::aidenid
