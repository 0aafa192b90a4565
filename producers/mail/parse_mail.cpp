// The crossing into GMime: guarded bytes in, owned values out. The library is set up once per
// process and is used by many threads at a time, each with objects of its own.
#include <algorithm>
#include <array>

#include "producers/mail/gmime_handle.hpp"
#include "producers/mail/mail_body.hpp"
#include "producers/mail/mail_headers.hpp"
#include "producers/mail/mime_guard.hpp"
#include "producers/mail/parsed_mail.hpp"

namespace carnet {
namespace {

// Made once, with the library itself, and only read from then on.
GMimeParserOptions* parser_options() {
  static GMimeParserOptions* const made = [] {
    g_mime_init();
    static std::array<const char*, 3> fallback = {"utf-8", "windows-1252", nullptr};
    auto* options = g_mime_parser_options_new();
    g_mime_parser_options_set_fallback_charsets(options, fallback.data());
    return options;
  }();
  return made;
}

std::string repair(std::string_view raw) {
  std::string text(mime::lacks_header(raw) ? "\n" : "");
  for (std::size_t at = 0; at < raw.size();) {
    const auto end = std::min(raw.find("\r\n", at), raw.size());
    text.append(raw.substr(at, end - at));
    if (end < raw.size()) text += '\n';
    at = end + 2;
  }
  return text;
}

enum class extent { header, whole };

parsed_mail parsed(std::string_view raw, extent wanted) {
  auto* options = parser_options();
  parsed_mail mail;
  std::string repaired;
  if (mime::lacks_header(raw) || mime::mixes_line_ends(raw)) raw = repaired = repair(raw);
  mime::guarded_message guarded;
  mime::guard(raw, options, guarded);
  mail.truncated = guarded.truncated;
  // A byte array that borrows the text: the stream is told that it does not own it, and only reads.
  GByteArray borrowed{reinterpret_cast<guint8*>(const_cast<char*>(guarded.text.data())),
                      static_cast<guint>(guarded.text.size())};
  const mime::object_handle<GMimeStream> stream(g_mime_stream_mem_new());
  auto* memory = GMIME_STREAM_MEM(stream.get());
  g_mime_stream_mem_set_byte_array(memory, &borrowed);
  g_mime_stream_mem_set_owner(memory, FALSE);
  const mime::object_handle<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  g_mime_parser_set_persist_stream(parser.get(), TRUE);
  const mime::object_handle<GMimeMessage> message(
      g_mime_parser_construct_message(parser.get(), options));
  if (!message) return mail;
  mime::read_headers(message.get(), options, mail);
  if (wanted == extent::whole) mime::read_body(message.get(), mail);
  return mail;
}

}  // namespace

parsed_mail parse_mail(std::string_view raw) { return parsed(raw, extent::whole); }

parsed_mail parse_mail_header(std::string_view raw) {
  if (mime::lacks_header(raw)) return {};
  const auto end = std::min(raw.find("\n\r\n"), raw.find("\n\n"));
  return parsed(raw.substr(0, end == std::string_view::npos ? end : end + 1), extent::header);
}

}  // namespace carnet
