#include "domain/extraction/expectation.hpp"

#include <algorithm>

namespace carnet::extraction {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; }

bool equal_nocase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view host_of(std::string_view address) {
  const std::size_t at = address.rfind('@');
  return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
}

}  // namespace

bool within_host(std::string_view host, std::string_view expected) {
  if (expected.empty() || host.size() < expected.size()) return false;
  const std::size_t above = host.size() - expected.size();
  return equal_nocase(host.substr(above), expected) && (above == 0 || host[above - 1] == '.');
}

std::string_view address_of(std::string_view from) {
  const std::size_t at = from.rfind('@');
  if (at == std::string_view::npos) return {};
  const std::size_t before = from.find_last_of("< \t\r\n,;\"", at);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(from.find_first_of("> \t\r\n,;", at), from.size());
  return from.substr(begin, end - begin);
}

provenance provenance_of(std::string_view from, const expectation& expected) {
  if (!expected.any()) return provenance::open;
  const std::string_view address = address_of(from);
  bool fits = false;
  if (!expected.sender.empty()) {
    fits = equal_nocase(address, expected.sender);
  } else {
    if (address.empty()) return provenance::unknown;
    fits = within_host(host_of(address), expected.host);
  }
  return fits ? provenance::expected : provenance::stranger;
}

provenance provenance_of_code(provenance message, std::string_view bound_host,
                              const expectation& expected) {
  if (message == provenance::open || message == provenance::stranger) return message;
  if (bound_host.empty() || expected.host.empty()) {
    return message == provenance::unknown ? provenance::stranger : message;
  }
  return within_host(bound_host, expected.host) ? provenance::expected : provenance::stranger;
}

provenance provenance_of_link(provenance message, const url_shape& link,
                              const expectation& expected) {
  if (message == provenance::open || message == provenance::stranger || expected.host.empty()) {
    return message;
  }
  if (link.tracked) return message == provenance::unknown ? provenance::stranger : provenance::open;
  return within_host(link.host, expected.host) ? provenance::expected : provenance::stranger;
}

}  // namespace carnet::extraction
