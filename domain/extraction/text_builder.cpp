// See text_builder.hpp. The ASCII path copies whole stretches; only other characters are decoded.

#include "domain/extraction/text_builder.hpp"

#include <array>

#include "domain/extraction/codepoint.hpp"

namespace carnet::extraction {
namespace {

constexpr std::array<bool, 256> make_plain() {
  std::array<bool, 256> plain{};
  for (unsigned c = 0x21; c < 0x7F; ++c) plain[c] = true;
  return plain;
}
constexpr auto plain = make_plain();

char32_t narrow(char32_t value) {
  if (const int digit = digit_value(value); digit >= 0) return U'0' + static_cast<char32_t>(digit);
  // A wide comma, full stop or colon ends a phrase; an ASCII one may stand inside a number.
  const bool stop = value == 0xFF0C || value == 0xFF0E || value == 0xFF1A;
  if (value >= 0xFF01 && value <= 0xFF5E && !stop) return value - 0xFEE0;
  if ((value >= 0x2010 && value <= 0x2015) || value == 0x2212) return U'-';
  return value;
}

}  // namespace

std::uint32_t text_builder::position() const {
  const bool pending = gap_ != 0 && !line_empty();
  return static_cast<std::uint32_t>(out_.text.size() + (pending ? 1 : 0));
}

void text_builder::flush_gap() {
  if (gap_ != 0 && !line_empty()) out_.text.push_back((gap_ & 2) != 0 ? '\t' : ' ');
  gap_ = 0;
}

void text_builder::note_origin(std::uint32_t raw_offset) {
  const auto normal = static_cast<std::uint32_t>(out_.text.size());
  if (!out_.origins.empty()) {
    const origin& last = out_.origins.back();
    if (normal - last.normal == raw_offset - last.raw) return;
    if (last.normal == normal) {
      out_.origins.back().raw = raw_offset;
      return;
    }
  }
  out_.origins.push_back({normal, raw_offset});
}

std::size_t text_builder::append_ascii(std::string_view raw, std::size_t at,
                                       std::uint32_t raw_offset) {
  std::size_t end = at + 1;
  while (end < raw.size()) {
    const auto byte = static_cast<unsigned char>(raw[end]);
    if (plain[byte]) {
      ++end;
      continue;
    }
    // A single space between two plain characters needs no bookkeeping at all.
    if (byte != ' ' || end + 1 >= raw.size() || !plain[static_cast<unsigned char>(raw[end + 1])]) {
      break;
    }
    end += 2;
  }
  flush_gap();
  note_origin(raw_offset + static_cast<std::uint32_t>(at));
  out_.text.append(raw, at, end - at);
  return end;
}

void text_builder::append(std::string_view raw, std::uint32_t raw_offset) {
  unsigned spaces = 0;
  for (std::size_t at = 0; at < raw.size();) {
    const auto byte = static_cast<unsigned char>(raw[at]);
    if (plain[byte]) {
      at = append_ascii(raw, at, raw_offset);
      spaces = 0;
    } else if (byte < 0x80) {
      ++spaces;
      const bool wide = where_ != place::html && (byte == '\t' || spaces >= 3);
      gap_ |= wide ? 2u : 1u;
      ++at;
    } else {
      const decoded next = decode_at(raw, at);
      append_character(next.value, raw_offset + static_cast<std::uint32_t>(at));
      at += next.size;
      spaces = 0;
    }
  }
  out_.work += raw.size();
}

void text_builder::append_character(char32_t value, std::uint32_t raw_offset) {
  if (is_invisible(value) || value == 0xFFFD) return;
  if (value <= 0x20 || value == 0x7F || value == 0x85 || is_wide_space(value)) {
    gap_ |= 1;
    return;
  }
  flush_gap();
  note_origin(raw_offset);
  append_utf8(out_.text, narrow(value));
}

void text_builder::end_line() {
  gap_ = 0;
  if (!line_empty()) {
    const auto end = static_cast<std::uint32_t>(out_.text.size());
    if (out_.lines.size() < max_lines) out_.lines.push_back({line_begin_, end, where_});
    out_.text.push_back('\n');
  }
  begin_line();
}

}  // namespace carnet::extraction
