// Escaping looks at each byte through one table and copies clean runs whole. Numbers take their
// digits from std::to_chars (shortest) and their layout from ECMA-262, Number::toString.
#include "domain/text/json_writer.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace carnet::text {
namespace {

enum byte_kind : unsigned char { plain, escape, multibyte };

constexpr std::array<unsigned char, 256> kinds = [] {
  std::array<unsigned char, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = escape;
  table['"'] = escape;
  table['\\'] = escape;
  for (std::size_t c = 0x80; c < 0x100; ++c) table[c] = multibyte;
  return table;
}();

void append_escape(std::string& out, unsigned char c) {
  constexpr std::string_view hex = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += hex[c >> 4];
      out += hex[c & 15];
  }
}

// How many bytes from `at` on are plain, looked at eight at a time: a byte is not when its high bit
// is set, when it is below 0x20, or when it is a quote or a backslash.
std::size_t skip_plain(std::string_view text, std::size_t at) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t high = ones * 0x80;
  const auto has_zero = [](std::uint64_t v) { return (v - ones) & ~v & high; };
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    const std::uint64_t control = (bytes - ones * 0x20) & ~bytes & high;
    if (((bytes & high) | control | has_zero(bytes ^ (ones * '"')) |
         has_zero(bytes ^ (ones * '\\'))) != 0) {
      break;
    }
  }
  while (at < text.size() && kinds[static_cast<unsigned char>(text[at])] == plain) ++at;
  return at;
}

bool continues(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

void append_digits(std::string& out, std::string_view digits, int point) {
  const int count = static_cast<int>(digits.size());
  if (point > 0 && count <= point && point <= 21) {
    out.append(digits).append(static_cast<std::size_t>(point - count), '0');
  } else if (point > 0 && point <= 21) {
    out.append(digits.substr(0, static_cast<std::size_t>(point)));
    out += '.';
    out.append(digits.substr(static_cast<std::size_t>(point)));
  } else if (point > -6 && point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
  } else {
    out += digits[0];
    if (count > 1) out.append(1, '.').append(digits.substr(1));
    out += point > 0 ? "e+" : "e-";
    out += std::to_string(std::abs(point - 1));
  }
}

}  // namespace

std::size_t utf8_sequence_length(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0xC2 || first > 0xF4 || !continues(text, at + 1)) return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  if (first < 0xE0) return 2;
  if (first < 0xF0) {
    const bool bad = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F);
    return !bad && continues(text, at + 2) ? 3 : 0;
  }
  const bool bad = (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  return !bad && continues(text, at + 2) && continues(text, at + 3) ? 4 : 0;
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t clean = 0;
  std::size_t at = 0;
  while ((at = skip_plain(text, at)) < text.size()) {
    const auto c = static_cast<unsigned char>(text[at]);
    const std::size_t length = kinds[c] == multibyte ? utf8_sequence_length(text, at) : 0;
    if (length != 0) {
      at += length;
      continue;
    }
    out.append(text.substr(clean, at - clean));
    if (kinds[c] == escape) {
      append_escape(out, c);
    } else {
      out += "\xEF\xBF\xBD";
    }
    clean = ++at;
  }
  out.append(text.substr(clean));
  out += '"';
}

void append_json_number(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  if (number == 0) {
    out += '0';
    return;
  }
  if (number < 0) out += '-';
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), std::fabs(number),
                                 std::chars_format::scientific)
                       .ptr;
  const std::string_view written(text.data(), static_cast<std::size_t>(end - text.data()));
  const std::size_t mark = written.find('e');
  int exponent = 0;
  const std::size_t sign = written[mark + 1] == '+' ? 2 : 1;
  std::from_chars(written.data() + mark + sign, written.data() + written.size(), exponent);
  std::string digits(written.substr(0, 1));
  if (mark > 1) digits.append(written.substr(2, mark - 2));
  append_digits(out, digits, exponent + 1);
}

void json_writer::separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

void json_writer::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
}

void json_writer::close(char bracket) {
  out_ += bracket;
  comma_ = true;
}

void json_writer::key(std::string_view name) {
  separate();
  out_ += '"';
  out_.append(name).append("\":");
  comma_ = false;
}

void json_writer::value(std::string_view text) {
  separate();
  append_json_string(out_, text);
}

void json_writer::value(double number) {
  separate();
  append_json_number(out_, number);
}

void json_writer::integer(std::int64_t number) {
  separate();
  std::array<char, 24> text{};
  out_.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

void json_writer::natural(std::uint64_t number) {
  separate();
  std::array<char, 24> text{};
  out_.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

void json_writer::raw(std::string_view json) {
  separate();
  out_.append(json);
}

}  // namespace carnet::text
