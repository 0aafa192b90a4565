// The scheme compares case-insensitively (RFC 9110, section 11.1).
#include "api/http/credentials.hpp"

#include <algorithm>

#include "api/http/header_list.hpp"

namespace carnet::http {
namespace {

constexpr std::size_t idempotency_key_length_max = 255;

bool all_visible(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "Bearer";
  if (authorization.size() <= scheme.size() || authorization[scheme.size()] != ' ') return {};
  if (!equal_ignoring_case(authorization.substr(0, scheme.size()), scheme)) return {};
  authorization.remove_prefix(scheme.size());
  while (!authorization.empty() && authorization.front() == ' ') authorization.remove_prefix(1);
  while (!authorization.empty() && authorization.back() == ' ') authorization.remove_suffix(1);
  return all_visible(authorization) ? authorization : std::string_view();
}

bool is_idempotency_key(std::string_view text) {
  return !text.empty() && text.size() <= idempotency_key_length_max && all_visible(text);
}

}  // namespace carnet::http
