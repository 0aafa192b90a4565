// Character references: the numeric ones, and those named ones that mail really contains. An
// unknown name stays as it is written, which is what a reader of the mail would see too.

#include <algorithm>
#include <array>
#include <cstdint>

#include "domain/extraction/html_tokenizer.hpp"

namespace carnet::extraction {
namespace {

struct named {
  std::string_view name;
  char32_t value;
};

constexpr std::array entities = std::to_array<named>({
    {"AElig", 0xC6},    {"Aacute", 0xC1},   {"Agrave", 0xC0}, {"Aring", 0xC5},   {"Auml", 0xC4},
    {"Ccedil", 0xC7},   {"Eacute", 0xC9},   {"Egrave", 0xC8}, {"NewLine", 0x0A}, {"Ntilde", 0xD1},
    {"Oslash", 0xD8},   {"Ouml", 0xD6},     {"Tab", 0x09},    {"Uuml", 0xDC},    {"aacute", 0xE1},
    {"acirc", 0xE2},    {"aelig", 0xE6},    {"agrave", 0xE0}, {"amp", '&'},      {"apos", '\''},
    {"aring", 0xE5},    {"ast", '*'},       {"atilde", 0xE3}, {"auml", 0xE4},    {"bull", 0x2022},
    {"ccedil", 0xE7},   {"cent", 0xA2},     {"colon", ':'},   {"comma", ','},    {"commat", '@'},
    {"copy", 0xA9},     {"curren", 0xA4},   {"deg", 0xB0},    {"dollar", '$'},   {"eacute", 0xE9},
    {"ecirc", 0xEA},    {"egrave", 0xE8},   {"emsp", 0x2003}, {"ensp", 0x2002},  {"equals", '='},
    {"eth", 0xF0},      {"euml", 0xEB},     {"euro", 0x20AC}, {"excl", '!'},     {"gt", '>'},
    {"hairsp", 0x200A}, {"hellip", 0x2026}, {"hyphen", '-'},  {"iacute", 0xED},  {"icirc", 0xEE},
    {"iexcl", 0xA1},    {"igrave", 0xEC},   {"iquest", 0xBF}, {"iuml", 0xEF},    {"laquo", 0xAB},
    {"larr", 0x2190},   {"ldquo", 0x201C},  {"lpar", '('},    {"lrm", 0x200E},   {"lsquo", 0x2018},
    {"lt", '<'},        {"mdash", 0x2014},  {"middot", 0xB7}, {"nbsp", 0xA0},    {"ndash", 0x2013},
    {"ntilde", 0xF1},   {"num", '#'},       {"oacute", 0xF3}, {"ocirc", 0xF4},   {"ograve", 0xF2},
    {"oslash", 0xF8},   {"otilde", 0xF5},   {"ouml", 0xF6},   {"percnt", '%'},   {"period", '.'},
    {"plus", '+'},      {"pound", 0xA3},    {"quest", '?'},   {"quot", '"'},     {"raquo", 0xBB},
    {"rarr", 0x2192},   {"rdquo", 0x201D},  {"reg", 0xAE},    {"rlm", 0x200F},   {"rpar", ')'},
    {"rsquo", 0x2019},  {"sect", 0xA7},     {"semi", ';'},    {"shy", 0xAD},     {"sol", '/'},
    {"szlig", 0xDF},    {"thinsp", 0x2009}, {"times", 0xD7},  {"trade", 0x2122}, {"uacute", 0xFA},
    {"ucirc", 0xFB},    {"ugrave", 0xF9},   {"uuml", 0xFC},   {"yacute", 0xFD},  {"yen", 0xA5},
    {"yuml", 0xFF},     {"zwj", 0x200D},    {"zwnj", 0x200C},
});

static_assert(std::ranges::is_sorted(entities, {}, &named::name));

constexpr std::size_t max_name = 8;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::size_t decode_numeric(std::string_view text, char32_t& value) {
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const std::uint32_t radix = hex ? 16 : 10;
  const std::size_t first = hex ? 3 : 2;
  std::size_t at = first;
  std::uint32_t number = 0;
  for (; at < text.size() && at < first + 10; ++at) {
    const int digit = hex_digit(text[at]);
    if (digit < 0 || (!hex && digit > 9)) break;
    number = std::min(number * radix + static_cast<std::uint32_t>(digit), 0x110000u);
  }
  if (at == first) return 0;
  value = number == 0 || number > 0x10FFFF ? 0xFFFD : number;
  return at < text.size() && text[at] == ';' ? at + 1 : at;
}

}  // namespace

std::size_t decode_entity(std::string_view text, char32_t& first) {
  if (text.size() < 3 || text[0] != '&') return 0;
  if (text[1] == '#') return decode_numeric(text, first);
  std::size_t end = 1;
  while (end < text.size() && end <= max_name &&
         ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z'))) {
    ++end;
  }
  const std::string_view name = text.substr(1, end - 1);
  const auto found = std::ranges::lower_bound(entities, name, {}, &named::name);
  if (found == entities.end() || found->name != name) return 0;
  const bool closed = end < text.size() && text[end] == ';';
  // Browsers accept only a few without the semicolon; "&copy=1" in a URL must stay what it is.
  if (!closed && name != "amp" && name != "nbsp" && name != "lt" && name != "gt" &&
      name != "quot") {
    return 0;
  }
  first = found->value;
  return end + (closed ? 1 : 0);
}

}  // namespace carnet::extraction
