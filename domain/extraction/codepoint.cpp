// Tables for codepoint.hpp. Ranges are sorted; the base letters of the Latin blocks are one string
// each, with '.' where a letter has no single ASCII base.

#include "domain/extraction/codepoint.hpp"

#include <algorithm>

namespace carnet::extraction {
namespace {

constexpr std::string_view latin_1 =
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y";
constexpr std::string_view latin_a =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnn.nnoooooo..rrrrrr"
    "ssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr std::string_view latin_b =
    "...............e.ff.............oo.............uu............................aaiioouuuuuuuuuu"
    ".aaaa....ggkkoooo..j...gg..nnaa..ooaaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy.";
constexpr std::string_view latin_additional =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrr"
    "rr"
    "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaa"
    "eeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

constexpr std::array<char32_t, 38> digit_zeros = {
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6,
    0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0,
    0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620,
    0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0};

constexpr bool in(char32_t value, char32_t low, char32_t high) {
  return value >= low && value <= high;
}

char latin_letter(char32_t value) {
  if (in(value, 0xC0, 0xFF)) return latin_1[value - 0xC0];
  if (in(value, 0x100, 0x17F)) return latin_a[value - 0x100];
  if (in(value, 0x180, 0x180 + latin_b.size() - 1)) return latin_b[value - 0x180];
  if (value == 0x259) return 'e';
  if (in(value, 0x1E00, 0x1EFF)) return latin_additional[value - 0x1E00];
  return '.';
}

std::string_view latin_pair(char32_t value) {
  switch (value) {
    case 0xC6:
    case 0xE6:
      return "ae";
    case 0xD0:
    case 0xF0:
      return "d";
    case 0xDE:
    case 0xFE:
      return "th";
    case 0xDF:
    case 0x1E9E:
      return "ss";
    case 0x152:
    case 0x153:
      return "oe";
    case 0x132:
    case 0x133:
      return "ij";
    case 0x14A:
    case 0x14B:
      return "n";
    default:
      return {};
  }
}

char32_t fold_greek(char32_t value) {
  switch (value) {
    case 0x386:
    case 0x3AC:
      return 0x3B1;
    case 0x388:
    case 0x3AD:
      return 0x3B5;
    case 0x389:
    case 0x3AE:
      return 0x3B7;
    case 0x38A:
    case 0x3AF:
    case 0x3CA:
    case 0x390:
    case 0x3AA:
      return 0x3B9;
    case 0x38C:
    case 0x3CC:
      return 0x3BF;
    case 0x38E:
    case 0x3CD:
    case 0x3CB:
    case 0x3B0:
    case 0x3AB:
      return 0x3C5;
    case 0x38F:
    case 0x3CE:
      return 0x3C9;
    case 0x3C2:
      return 0x3C3;
    default:
      return in(value, 0x391, 0x3A9) ? value + 0x20 : value;
  }
}

char32_t fold_cyrillic(char32_t value) {
  if (value == 0x401 || value == 0x451) return 0x435;
  if (in(value, 0x410, 0x42F)) return value + 0x20;
  if (in(value, 0x400, 0x40F)) return value + 0x50;
  if (in(value, 0x460, 0x52F) && (value & 1) == 0 && !in(value, 0x482, 0x489) &&
      !in(value, 0x4C0, 0x4CF)) {
    return value + 1;
  }
  return value;
}

char32_t fold_arabic(char32_t value) {
  switch (value) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671:
      return 0x627;
    case 0x649:
    case 0x6CC:
    case 0x6D0:
      return 0x64A;
    case 0x6A9:
    case 0x6AA:
      return 0x643;
    case 0x629:
    case 0x6C1:
    case 0x6BE:
    case 0x6D5:
      return 0x647;
    default:
      return value;
  }
}

bool vanishes(char32_t value) {
  return in(value, 0x300, 0x36F) || in(value, 0x591, 0x5C7) || in(value, 0x64B, 0x65F) ||
         value == 0x640 || value == 0x670 || is_invisible(value);
}

folded as_folded(char32_t value) {
  folded out{};
  const auto put = [&](std::uint32_t byte) { out.bytes[out.size++] = static_cast<char>(byte); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | (value >> 6));
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | (value >> 12));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | (value >> 18));
    put(0x80 | ((value >> 12) & 0x3F));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  }
  return out;
}

}  // namespace

decoded decode_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const auto follows = [&](std::size_t i) {
    return at + i < text.size() && (byte(i) & 0xC0) == 0x80;
  };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first < 0xE0 && follows(1)) {
    return {((first & 0x1F) << 6) | (byte(1) & 0x3Fu), 2};
  }
  if (first >= 0xE0 && first < 0xF0 && follows(1) && follows(2)) {
    const char32_t value = ((first & 0x0F) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu);
    if (value >= 0x800 && !in(value, 0xD800, 0xDFFF)) return {value, 3};
  }
  if (first >= 0xF0 && first < 0xF5 && follows(1) && follows(2) && follows(3)) {
    const char32_t value = ((first & 0x07) << 18) | ((byte(1) & 0x3Fu) << 12) |
                           ((byte(2) & 0x3Fu) << 6) | (byte(3) & 0x3Fu);
    if (in(value, 0x10000, 0x10FFFF)) return {value, 4};
  }
  return {0xFFFD, 1};
}

void append_utf8(std::string& out, char32_t value) {
  if (value > 0x10FFFF || in(value, 0xD800, 0xDFFF)) value = 0xFFFD;
  const folded bytes = as_folded(value);
  out.append(bytes.bytes.data(), bytes.size);
}

int digit_value(char32_t value) {
  if (value < 0x80) return in(value, '0', '9') ? static_cast<int>(value - '0') : -1;
  if (value < 0x660) return -1;
  if (in(value, 0x1D7CE, 0x1D7FF)) return static_cast<int>((value - 0x1D7CE) % 10);
  const auto after = std::upper_bound(digit_zeros.begin(), digit_zeros.end(), value);
  const char32_t zero = *(after - 1);
  return value - zero < 10 ? static_cast<int>(value - zero) : -1;
}

bool is_invisible(char32_t value) {
  return value == 0xAD || value == 0x34F || value == 0x61C || value == 0x180E ||
         in(value, 0x200B, 0x200F) || in(value, 0x202A, 0x202E) || in(value, 0x2060, 0x206F) ||
         value == 0xFEFF || in(value, 0xFE00, 0xFE0F) || value == 0x115F || value == 0x1160;
}

bool is_wide_space(char32_t value) {
  return value == 0xA0 || value == 0x1680 || in(value, 0x2000, 0x200A) || value == 0x202F ||
         value == 0x205F || value == 0x3000;
}

bool is_unspaced_script(char32_t value) {
  return in(value, 0x0E00, 0x0EFF) || in(value, 0x0F00, 0x109F) || in(value, 0x1780, 0x17FF) ||
         in(value, 0x1100, 0x11FF) || in(value, 0x2E80, 0x2FDF) || in(value, 0x3040, 0x9FFF) ||
         in(value, 0xAC00, 0xD7AF) || in(value, 0xF900, 0xFAFF) || in(value, 0x20000, 0x3FFFF);
}

bool is_alphabet_letter(char32_t value) {
  return (in(value, 0xC0, 0x24F) && value != 0xD7 && value != 0xF7) || in(value, 0x250, 0x2AF) ||
         in(value, 0x370, 0x52F) || in(value, 0x531, 0x587) || in(value, 0x10A0, 0x10FF) ||
         in(value, 0x1C90, 0x1CBF) || in(value, 0x1E00, 0x1FFF);
}

bool is_wide_punctuation(char32_t value) {
  return in(value, 0x80, 0xBF) || value == 0xD7 || value == 0xF7 || in(value, 0x2000, 0x2BFF) ||
         in(value, 0x3000, 0x303F) || in(value, 0xFE10, 0xFE6F) || in(value, 0xFF01, 0xFF20) ||
         in(value, 0xFF3B, 0xFF40) || in(value, 0xFF5B, 0xFF65) || in(value, 0xFFE0, 0xFFEF) ||
         value == 0x55D || value == 0x589 || value == 0x60C || value == 0x61B || value == 0x61F ||
         value == 0x6D4 || value == 0x964 || value == 0x965 || value == 0xFFFD || value >= 0x1F000;
}

folded fold(char32_t value) {
  if (value < 0x80) return as_folded(in(value, 'A', 'Z') ? value + 0x20 : value);
  if (value < 0x250 || in(value, 0x1E00, 0x1EFF) || value == 0x259) {
    if (const char base = latin_letter(value); base != '.') return {{base}, 1};
    if (const auto pair = latin_pair(value); !pair.empty()) {
      folded out{};
      for (const char c : pair) out.bytes[out.size++] = c;
      return out;
    }
  }
  if (vanishes(value)) return {};
  if (is_wide_space(value)) return {{' '}, 1};
  if (value == 0x2019 || value == 0x2BC || value == 0x2018) return {{'\''}, 1};
  if (in(value, 0x2010, 0x2015)) return {{'-'}, 1};
  if (in(value, 0xFF01, 0xFF5E)) return fold(value - 0xFEE0);
  if (in(value, 0x370, 0x3FF)) return as_folded(fold_greek(value));
  if (in(value, 0x400, 0x52F)) return as_folded(fold_cyrillic(value));
  if (in(value, 0x531, 0x556)) return as_folded(value + 0x30);
  if (in(value, 0x600, 0x6FF)) return as_folded(fold_arabic(value));
  if (in(value, 0x1C90, 0x1CBF)) return as_folded(value - 0x1C90 + 0x10D0);
  return as_folded(value);
}

std::string fold_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const decoded next = decode_at(text, at);
    const folded bytes = fold(next.value);
    out.append(bytes.bytes.data(), bytes.size);
    at += next.size;
  }
  return out;
}

}  // namespace carnet::extraction
