// Any bytes are parsed into valid UTF-8 within the limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "producers/mail/charset.hpp"
#include "producers/mail/parsed_mail.hpp"

namespace {

void require(bool held) {
  if (!held) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using carnet::mime::is_utf8;
  const auto mail = carnet::parse_mail({reinterpret_cast<const char*>(bytes), size});
  require(is_utf8(mail.text) && mail.text.size() <= 2 * carnet::mime_limits::body_bytes_max);
  require(is_utf8(mail.html) && is_utf8(mail.subject) && is_utf8(mail.message_id));
  require(is_utf8(mail.from) && (mail.from.empty() || mail.from.find('@') != std::string::npos));
  require(mail.text.find('\r') == std::string::npos && mail.text.find('\0') == std::string::npos);
  require(mail.to.size() <= carnet::mime_limits::addresses_max);
  for (const auto& attachment : mail.attachments) {
    require(is_utf8(attachment.filename) && is_utf8(attachment.content_type));
  }
  return 0;
}
