#include "serve_checks.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace carnet {
namespace {

constexpr std::size_t domain_bytes_max = 253;
constexpr std::size_t label_bytes_max = 63;

bool is_ip_address(const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> ignored{};
  return inet_pton(AF_INET, text.c_str(), ignored.data()) == 1 ||
         inet_pton(AF_INET6, text.c_str(), ignored.data()) == 1;
}

bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= label_bytes_max && is_alnum(text.front()) &&
         is_alnum(text.back()) &&
         std::ranges::all_of(text, [](char c) { return is_alnum(c) || c == '-'; });
}

bool is_domain(std::string_view text) {
  if (text.size() > domain_bytes_max) return false;
  while (true) {
    const auto dot = text.find('.');
    if (!is_label(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

}  // namespace

std::string complaint_about_address(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon != std::string::npos && is_ip_address(text.substr(0, colon))) {
    std::uint16_t port = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, port);
    if (read.ec == std::errc() && read.ptr == end) return {};
  }
  return "must be an IP address and a port, such as 127.0.0.1:8080, not '" + text + "'";
}

std::string complaint_about_domain(const std::string& text) {
  if (is_domain(text)) return {};
  return "must be a domain name, such as inbox.example.com, not '" + text + "'";
}

std::string complaint_about_url(const std::string& text) {
  const auto scheme = text.find("://");
  const std::string_view name = std::string_view(text).substr(0, scheme);
  if (scheme != std::string::npos && (name == "http" || name == "https")) {
    const std::string_view rest = std::string_view(text).substr(scheme + 3);
    const bool has_host = !rest.empty() && rest.front() != '/' && rest.front() != ':';
    const auto fits = [](char c) {
      return c > ' ' && c < 0x7f && !std::string_view("?#@").contains(c);
    };
    if (has_host && std::ranges::all_of(rest, fits)) return {};
  }
  return "must be a URL, such as https://carnet.example.com, not '" + text + "'";
}

std::string complaint_about_toml(const std::string& text) {
  std::size_t line = 1;
  std::size_t array = 0;  // the line where the open one began
  std::size_t depth = 0;
  char quote = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n' && quote != 0) return fmt::format("line {}: the string has no end", line);
    if (c == '=' && quote == 0 && depth > 0) break;  // the next member
    if (c == '\n') ++line;
    if (quote != 0) {
      if (c == quote) quote = 0;
      if (c == '\\' && quote == '"') ++at;
      continue;
    }
    if (c == '"' || c == '\'') quote = c;
    if (c == '#') at = std::min(text.find('\n', at), text.size()) - 1;
    if (c == '[' && depth++ == 0) array = line;
    if (c == ']' && depth > 0) --depth;
  }
  if (quote != 0) return fmt::format("line {}: the string has no end", line);
  return depth == 0 ? "" : fmt::format("line {}: the array has no end", array);
}

}  // namespace carnet
