#include "producers/outbound/target_url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <charconv>

#include "producers/outbound/address_rules.hpp"

namespace carnet::outbound {
namespace {

namespace urls = boost::urls;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

// Resolvers read "2130706433", "0x7f.1" and "127.1" as IPv4 addresses: a name whose last label
// begins with a digit and is a number is one of these.
bool is_number_in_disguise(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  const std::string_view last = name.substr(name.rfind('.') + 1);
  if (last.empty()) return true;
  if (std::ranges::all_of(last, is_digit)) return true;
  return last.starts_with("0x") && std::ranges::all_of(last.substr(2), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f');
         });
}

// Letters, digits, '-' and '_' in labels of 1 to 63 (RFC 1123); no escapes and no Unicode, which
// resolvers and certificates read in different ways.
bool is_host_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  if (name.empty() || name.size() > 253) return false;
  std::size_t label = 0;
  for (const char c : name) {
    if (c == '.') {
      if (label == 0) return false;
      label = 0;
      continue;
    }
    const bool fits = is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    if (!fits || ++label > 63) return false;
  }
  return label > 0;
}

const char* refusal_of_host(const urls::url_view& url, bool allow_private) {
  constexpr const char* not_public = "Its address is not a public one.";
  switch (url.host_type()) {
    case urls::host_type::ipv4:
      return may_reach(url.host_ipv4_address().to_bytes(), allow_private) ? nullptr : not_public;
    case urls::host_type::ipv6:
      return may_reach(url.host_ipv6_address().to_bytes(), allow_private) ? nullptr : not_public;
    case urls::host_type::name: {
      const std::string name = lower(std::string(url.encoded_host()));
      if (!is_host_name(name)) return "Its host is not a host name.";
      if (is_number_in_disguise(name)) return "Its host is a number and not a host name.";
      const bool own = name == "localhost" || name.ends_with(".localhost") ||
                       name == "localhost." || name.ends_with(".localhost.");
      return own && !allow_private ? not_public : nullptr;
    }
    case urls::host_type::none:
    case urls::host_type::ipvfuture:
      break;
  }
  return "It names no host.";
}

// 0 when it is none; the library's own number wraps.
std::uint16_t read_port(std::string_view digits) {
  std::uint16_t port = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, port);
  return read.ec == std::errc() && read.ptr == end ? port : 0;
}

const char* refusal_of(const urls::url_view& url, bool allow_private) {
  const auto scheme = url.scheme_id();
  if (scheme != urls::scheme::https && !(scheme == urls::scheme::http && allow_private))
    return "It must be an https URL.";
  if (url.has_userinfo()) return "It must not carry a user name or password.";
  if (url.has_fragment()) return "It must not have a fragment.";
  if (const char* why = refusal_of_host(url, allow_private)) return why;
  // Boost.URL 1.81 ends the host of 1.2.3.4.example behind the four numbers.
  if (!url.encoded_path().empty() && !url.encoded_path().starts_with('/'))
    return "Its host is not a host name.";
  if (url.has_port() && read_port(url.port()) == 0) return "Its port is not a port.";
  return nullptr;
}

}  // namespace

std::string target_url::host_header() const {
  const std::uint16_t usual = tls ? 443 : 80;
  return port == usual ? host : host + ":" + std::to_string(port);
}

std::string target_url::origin() const {
  return std::string(tls ? "https://" : "http://") + host + ":" + std::to_string(port);
}

std::expected<target_url, std::string> parse_target(std::string_view text, bool allow_private) {
  if (text.size() > target_url_bytes_max) return std::unexpected("It is longer than 2048 bytes.");
  const auto parsed = urls::parse_uri(urls::string_view(text.data(), text.size()));
  if (!parsed) return std::unexpected("It is not an absolute URL.");
  const urls::url_view& url = *parsed;
  if (const char* why = refusal_of(url, allow_private)) return std::unexpected(why);
  target_url out;
  out.tls = url.scheme_id() == urls::scheme::https;
  out.host = lower(std::string(url.encoded_host()));
  out.address = out.host.starts_with('[') ? out.host.substr(1, out.host.size() - 2) : out.host;
  out.port = url.has_port() ? read_port(url.port()) : out.tls ? 443 : 80;
  out.path = std::string(url.encoded_path());
  if (out.path.empty()) out.path = "/";
  if (url.has_query()) out.path += "?" + std::string(url.encoded_query());
  return out;
}

}  // namespace carnet::outbound
