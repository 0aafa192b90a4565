// The shape of a message once its MIME structure is understood, and the one function that gives it.
// Invariant: every string is valid UTF-8 without NUL, line ends are LF, and no input makes the
// parser crash, recurse without bound or take more than linear time. No GMime type leaves this
// folder.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carnet {

/// A leaf of the message that is not its readable body (RFC 2183); embedded messages count as one.
struct mail_attachment {
  std::string filename;          // decoded (RFC 2231 and RFC 2047), "" when the sender gave none
  std::string content_type;      // type/subtype in lower case, without parameters
  std::uint64_t size_bytes = 0;  // after the transfer encoding is undone
  bool is_inline = false;        // shown inside the body rather than beside it
};

/// A message as people and rules see it.
struct parsed_mail {
  std::string from;     // first address of the header From, no display name; "" when there is none
  std::string subject;  // RFC 2047 decoded, unfolded
  std::string message_id;  // with its angle brackets, "" when absent
  std::optional<std::chrono::sys_seconds> date;
  std::vector<std::string> to;
  std::vector<std::string> cc;
  std::string text;  // plain text; made from the HTML where that is all there is
  std::string html;  // the HTML parts as sent, "" when there are none
  std::vector<mail_attachment> attachments;
  bool truncated = false;  // a limit below was met; what was read up to there is given
};

/// Bounds of parse_mail. A message within them is read whole.
struct mime_limits {
  static constexpr std::size_t header_bytes_max = 1 << 20;  // all header blocks of the message
  static constexpr std::size_t header_fields_max = 20'000;
  static constexpr std::size_t multiparts_max = 128;
  static constexpr std::size_t parts_max = 4'096;
  static constexpr std::size_t groups_max = 64;  // colons in one address field, see mime_guard
  static constexpr std::size_t addresses_max = 1'000;     // kept per field
  static constexpr std::size_t body_bytes_max = 8 << 20;  // text and html, each
  static constexpr std::size_t line_bytes_max = 2'000;    // subject, message id, file name
};

/// Parses a message (RFC 5322, 2045-2049, 2047, 2231, 6532). Never fails: what cannot be
/// understood is left out, what is not a message at all is read as text.
parsed_mail parse_mail(std::string_view raw);

/// The same for the header alone: text, html and attachments stay empty. Its cost does not depend
/// on the size of the message.
parsed_mail parse_mail_header(std::string_view raw);

}  // namespace carnet
