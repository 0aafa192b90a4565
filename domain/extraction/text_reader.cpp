// See text_reader.hpp. URLs end at white space, quotes, angle brackets and non-ASCII; a closing
// bracket belongs to the URL only when it was opened inside it (the rule mail clients follow).

#include "domain/extraction/text_reader.hpp"

#include <algorithm>

#include "domain/extraction/text_builder.hpp"

namespace carnet::extraction {
namespace {

bool starts_with_nocase(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = text[i];
    const char folded = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
    if (folded != lower[i]) return false;
  }
  return true;
}

bool ends_url(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F ||
         c == '"' || c == '<' || c == '>' || c == '`' || c == '|' || c == '\\' || c == '^';
}

bool trails(char c) {
  return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\'' ||
         c == '*' || c == '_' || c == '~';
}

void add_printed(document& out, std::size_t line_index, std::size_t at, std::size_t length) {
  const line& in = out.lines[line_index];
  link_spot spot;
  spot.href = out.text.substr(in.begin + at, length);
  spot.begin = static_cast<std::uint32_t>(in.begin + at);
  spot.end = static_cast<std::uint32_t>(in.begin + at + length);
  spot.line = static_cast<std::uint32_t>(line_index);
  spot.raw_offset = out.raw_offset(spot.begin);
  spot.raw_length = static_cast<std::uint32_t>(length);
  spot.where = in.where;
  spot.printed = true;
  out.links.push_back(std::move(spot));
}

}  // namespace

std::size_t url_length(std::string_view text) {
  std::size_t scheme = 0;
  if (starts_with_nocase(text, "https://")) scheme = 8;
  if (starts_with_nocase(text, "http://")) scheme = 7;
  if (scheme == 0) return 0;
  std::size_t end = scheme;
  int parens = 0;
  int squares = 0;
  while (end < text.size() && end < max_href_bytes && !ends_url(text[end])) {
    if (text[end] == '(') ++parens;
    if (text[end] == '[') ++squares;
    if (text[end] == ')' && --parens < 0) break;
    if (text[end] == ']' && --squares < 0) break;
    ++end;
  }
  while (end > scheme && trails(text[end - 1])) --end;
  return end > scheme ? end : 0;
}

void read_text(std::string_view raw, place where, document& out) {
  const std::size_t limit = where == place::subject ? max_subject_bytes : max_text_bytes;
  raw = raw.substr(0, limit);
  text_builder builder(out, where);
  if (where == place::subject) {
    builder.append(raw, 0);
    builder.end_line();
    return;
  }
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t end = std::min(raw.find('\n', at), raw.size());
    builder.append(raw.substr(at, end - at), static_cast<std::uint32_t>(at));
    builder.end_line();
    at = end + 1;
  }
}

void find_printed_links(document& out, std::size_t first_line) {
  const std::string_view all = out.text;
  for (std::size_t i = first_line; i < out.lines.size(); ++i) {
    const std::string_view text = out.text_of(out.lines[i]);
    std::size_t at = text.find("://");
    while (at != std::string_view::npos && out.links.size() < max_links) {
      const std::size_t start = at >= 5 && starts_with_nocase(text.substr(at - 5), "https") ? at - 5
                                : at >= 4                                                   ? at - 4
                                                                                            : at;
      const std::size_t length = url_length(text.substr(start));
      if (length > 0) add_printed(out, i, start, length);
      at = text.find("://", std::max(at + 3, start + length));
    }
  }
  out.work += all.size();
}

}  // namespace carnet::extraction
