// Addresses, subject, message id and date. A field that a sender repeats counts once: the first
// one.
#include "producers/mail/mail_headers.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "producers/mail/charset.hpp"

namespace carnet::mime {
namespace {

std::string raw_field(GMimeMessage* message, const char* name) {
  auto* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  auto* header = g_mime_header_list_get_header(headers, name);
  return header == nullptr ? std::string() : copied(g_mime_header_get_raw_value(header));
}

std::string unfolded(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (const char c : value) {
    if (c != '\r' && c != '\n') out += c;
  }
  const auto first = out.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  const auto last = out.find_last_not_of(" \t");
  return out.substr(first, last - first + 1);
}

bool is_address(std::string_view address) {
  const auto at = address.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == address.size()) return false;
  const bool quoted = address.starts_with('"');
  return quoted || address.find_first_of(" \t<>,;") == std::string_view::npos;
}

// Groups are walked with a list of its own, never by recursion.
std::vector<std::string> addresses(InternetAddressList* list) {
  std::vector<std::string> found;
  std::vector<std::pair<InternetAddressList*, int>> open;
  if (list != nullptr) open.emplace_back(list, 0);
  while (!open.empty() && found.size() < mime_limits::addresses_max) {
    auto& [members, next] = open.back();
    if (next >= internet_address_list_length(members)) {
      open.pop_back();
      continue;
    }
    auto* entry = internet_address_list_get_address(members, next++);
    if (INTERNET_ADDRESS_IS_GROUP(entry)) {
      open.emplace_back(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(entry)), 0);
      continue;
    }
    auto* mailbox = INTERNET_ADDRESS_MAILBOX(entry);
    auto address = one_line(copied(internet_address_mailbox_get_addr(mailbox)));
    if (is_address(address)) found.push_back(std::move(address));
  }
  return found;
}

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return (c & 0x80) != 0; });
}

// The library has read the field already; only what it cannot have read rightly is read again.
std::vector<std::string> field_addresses(GMimeMessage* message, GMimeParserOptions* options,
                                         const char* name, GMimeAddressType kind) {
  const auto value = raw_field(message, name);
  if (value.empty()) return {};
  if (is_ascii(value)) return addresses(g_mime_message_get_addresses(message, kind));
  const object_handle<InternetAddressList> list(
      internet_address_list_parse(options, guessed_utf8(unfolded(value)).c_str()));
  return addresses(list.get());
}

// RFC 5322 3.6.4; what stands outside the angle brackets is a comment at best.
std::string message_id(std::string_view value) {
  const auto open = value.find('<');
  const auto close = value.find('>', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) return one_line(value);
  return one_line(value.substr(open, close - open + 1));
}

std::optional<std::chrono::sys_seconds> parsed_date(const std::string& value) {
  if (value.empty()) return std::nullopt;
  GDateTime* moment = g_mime_utils_header_decode_date(value.c_str());
  if (moment == nullptr) return std::nullopt;
  const std::chrono::seconds since_epoch(g_date_time_to_unix(moment));
  g_date_time_unref(moment);
  return std::chrono::sys_seconds(since_epoch);
}

// Raw bytes inside an encoded word are in that word's charset: a value that has any is left to the
// library, which decodes word by word.
std::string subject(const std::string& value, GMimeParserOptions* options) {
  const bool has_words = value.find("=?") != std::string::npos;
  if (!has_words && is_ascii(value)) return one_line(value);
  const auto text = has_words ? value : guessed_utf8(value);
  const glib_string decoded(g_mime_utils_header_decode_text(options, text.c_str()));
  return one_line(copied(decoded.get()));
}

}  // namespace

std::string one_line(std::string_view text) {
  auto line = repaired_utf8(text);
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  if (line.size() <= mime_limits::line_bytes_max) return line;
  std::size_t end = mime_limits::line_bytes_max;
  while (end > 0 && (line[end] & 0xc0) == 0x80) --end;
  line.resize(end);
  return line;
}

void read_headers(GMimeMessage* message, GMimeParserOptions* options, parsed_mail& mail) {
  auto from = field_addresses(message, options, "From", GMIME_ADDRESS_TYPE_FROM);
  if (!from.empty()) mail.from = std::move(from.front());
  mail.to = field_addresses(message, options, "To", GMIME_ADDRESS_TYPE_TO);
  mail.cc = field_addresses(message, options, "Cc", GMIME_ADDRESS_TYPE_CC);
  mail.subject = subject(unfolded(raw_field(message, "Subject")), options);
  mail.message_id = message_id(unfolded(raw_field(message, "Message-ID")));
  mail.date = parsed_date(unfolded(raw_field(message, "Date")));
}

}  // namespace carnet::mime
