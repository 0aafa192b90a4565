// Paths are read by hand: the grammar is small and every byte of it decides where mail goes.
#include "producers/smtp/smtp_path.hpp"

#include <algorithm>
#include <charconv>

#include "producers/mail/charset.hpp"

namespace carnet {
namespace {

constexpr std::size_t local_part_bytes_max = 64;
constexpr std::size_t domain_bytes_max = 255;

bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_high(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }

bool is_atom_text(char c) {
  return is_alnum(c) || is_high(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").contains(c);
}

// Length of the local part at the start of `text`, 0 when there is none.
std::size_t local_part_length(std::string_view text) {
  if (!text.starts_with('"')) {
    std::size_t length = 0;
    while (length < text.size() && (is_atom_text(text[length]) || text[length] == '.')) ++length;
    return length;
  }
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') return at + 1;
    if (c == '\\') ++at;
    if (at >= text.size() || static_cast<unsigned char>(text[at]) < 0x20 || text[at] == 0x7f)
      return 0;
  }
  return 0;
}

std::size_t domain_length(std::string_view text) {
  std::size_t length = 0;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return 0;
    const auto literal = text.substr(1, end - 1);
    const bool good = std::ranges::all_of(
        literal, [](char c) { return is_alnum(c) || c == '.' || c == ':' || c == '-'; });
    return good && !literal.empty() ? end + 1 : 0;
  }
  while (length < text.size() &&
         (is_alnum(text[length]) || is_high(text[length]) || text[length] == '.' ||
          text[length] == '-' || text[length] == '_')) {
    ++length;
  }
  return length;
}

// Drops "@one,@two:" (RFC 5321 appendix C: accepted, ignored). False when it is malformed.
bool skip_source_route(std::string_view& text) {
  if (!text.starts_with('@')) return true;
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  const auto route = text.substr(0, colon);
  if (route.find_first_of("<>\" ") != std::string_view::npos) return false;
  text.remove_prefix(colon + 1);
  return true;
}

}  // namespace

std::optional<smtp_path> read_path(std::string_view text, bool postmaster_allowed) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  if (!text.starts_with('<')) return std::nullopt;
  text.remove_prefix(1);
  smtp_path path;
  if (text.starts_with('>')) {
    path.rest = text.substr(1);
    return path;
  }
  if (!skip_source_route(text)) return std::nullopt;
  const auto local = local_part_length(text);
  if (local == 0 || local > local_part_bytes_max) return std::nullopt;
  std::size_t length = local;
  if (text.substr(local).starts_with('@')) {
    const auto domain = domain_length(text.substr(local + 1));
    if (domain == 0 || domain > domain_bytes_max) return std::nullopt;
    length += 1 + domain;
  } else if (!postmaster_allowed || upper_case(text.substr(0, local)) != "POSTMASTER") {
    return std::nullopt;
  }
  if (!text.substr(length).starts_with('>')) return std::nullopt;
  path.address = text.substr(0, length);
  path.is_ascii = std::ranges::none_of(path.address, is_high);
  if (!path.is_ascii && !mime::is_utf8(path.address)) return std::nullopt;
  path.rest = text.substr(length + 1);
  return path;
}

bool is_address(std::string_view text, bool postmaster_allowed) {
  const std::string path_text = "<" + std::string(text) + ">";
  const auto path = read_path(path_text, postmaster_allowed);
  return path && path->rest.empty() && path->address == text;
}

std::optional<smtp_parameter> next_parameter(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  const auto word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  const auto equals = word.find('=');
  smtp_parameter parameter;
  parameter.name = upper_case(word.substr(0, equals));
  if (equals != std::string_view::npos) parameter.value = word.substr(equals + 1);
  return parameter;
}

std::optional<std::uint64_t> read_number(std::string_view text) {
  if (text.empty() || text.size() > 19) return std::nullopt;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string upper_case(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  return upper;
}

}  // namespace carnet
