// See html_style.hpp.

#include "domain/extraction/html_style.hpp"

#include <algorithm>
#include <array>

#include "domain/extraction/document.hpp"
#include "domain/extraction/html_tokenizer.hpp"

namespace carnet::extraction {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20) text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20) text.remove_suffix(1);
  return text;
}

bool contains_nocase(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return lower(a) == b; };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

bool starts_nocase(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && same_name(text.substr(0, word.size()), word);
}

struct measure {
  double number = 0;
  std::string_view unit;
};

measure read_measure(std::string_view value) {
  measure out;
  std::size_t at = 0;
  double scale = 1;
  bool fraction = false;
  while (at < value.size() && at < 12) {
    const char c = value[at];
    if (c == '.' && !fraction) {
      fraction = true;
    } else if (c >= '0' && c <= '9') {
      out.number = fraction ? out.number + (c - '0') * (scale /= 10) : out.number * 10 + (c - '0');
    } else {
      break;
    }
    ++at;
  }
  out.unit = value.substr(at, 3);
  return out;
}

double in_pixels(std::string_view value, double percent_base) {
  const measure size = read_measure(value);
  if (starts_nocase(size.unit, "px")) return size.number;
  if (starts_nocase(size.unit, "pt")) return size.number * 4 / 3;
  if (starts_nocase(size.unit, "rem") || starts_nocase(size.unit, "em")) return size.number * 16;
  if (starts_nocase(size.unit, "%")) return size.number * percent_base / 100;
  return size.number;
}

void read_font_size(std::string_view value, element_look& look) {
  if (contains_nocase(value, "large")) {
    look.flags |= style_large;
    return;
  }
  if (value.empty() || value.front() < '0' || value.front() > '9') return;
  const double pixels = in_pixels(value, 16);
  (pixels < 2 ? look.flags : look.cleared) |= style_tiny;
  if (pixels >= 22) {
    look.flags |= style_large;
  } else {
    look.cleared |= style_large;
  }
}

bool is_zero(std::string_view value) {
  return !value.empty() && value.front() == '0' && read_measure(value).number == 0;
}

void read_declaration(std::string_view property, std::string_view value, element_look& look) {
  const auto is = [&](std::string_view name) { return same_name(property, name); };
  switch (lower(property.front())) {
    case 'b':
      if (is("border-radius") && !is_zero(value)) look.boxed = true;
      if ((is("background") || is("background-color")) && !contains_nocase(value, "transparent") &&
          !contains_nocase(value, "none") && !contains_nocase(value, "#fff")) {
        look.boxed = true;
      }
      break;
    case 'd':
      if (is("display")) look.hidden |= contains_nocase(value, "none");
      break;
    case 'f':
      if (is("font-size")) read_font_size(value, look);
      if (is("font-weight") &&
          (contains_nocase(value, "bold") || (value[0] >= '6' && value[0] <= '9'))) {
        look.flags |= style_bold;
      }
      if (is("font-family") &&
          (contains_nocase(value, "mono") || contains_nocase(value, "courier"))) {
        look.flags |= style_mono;
      }
      break;
    case 'l':
      if (is("letter-spacing") && value.front() >= '0' && value.front() <= '9' &&
          in_pixels(value, 16) >= 1.5) {
        look.flags |= style_spaced;
      }
      break;
    case 'm':
      if (is("mso-hide")) look.hidden |= contains_nocase(value, "all");
      if (is("max-height")) look.hidden |= is_zero(value);
      break;
    case 'o':
      if (is("opacity")) look.hidden |= is_zero(value);
      break;
    case 'p':
      if (property.size() >= 7 && starts_nocase(property, "padding") && !is_zero(value))
        look.boxed = true;
      break;
    case 'v':
      if (is("visibility")) look.hidden |= contains_nocase(value, "hidden");
      break;
    default:
      break;
  }
}

void read_style(std::string_view style, element_look& look) {
  while (!style.empty()) {
    const std::size_t end = std::min(style.find(';'), style.size());
    const std::string_view declaration = style.substr(0, end);
    style.remove_prefix(std::min(end + 1, style.size()));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view property = trim(declaration.substr(0, colon));
    const std::string_view value = trim(declaration.substr(colon + 1));
    if (!property.empty() && !value.empty()) read_declaration(property, value, look);
  }
}

void read_class(std::string_view names, element_look& look) {
  if (names.size() > 512) return;
  constexpr std::array<std::string_view, 6> code_words = {"code",  "otp",   "pin",
                                                          "token", "digit", "passcode"};
  constexpr std::array<std::string_view, 7> other_words = {
      "barcode", "codeblock", "code-block", "shipping", "zipcode", "coupon", "promo"};
  constexpr std::array<std::string_view, 3> button_words = {"btn", "button", "cta"};
  const auto has = [&](std::string_view word) { return contains_nocase(names, word); };
  if (std::ranges::any_of(button_words, has)) look.flags |= style_button;
  if (std::ranges::any_of(code_words, has) && std::ranges::none_of(other_words, has)) {
    look.flags |= style_code_class;
  }
}

}  // namespace

element_look read_look(std::string_view attributes) {
  element_look look;
  std::string_view name;
  std::string_view value;
  while (next_attribute(attributes, name, value)) {
    switch (lower(name.front())) {
      case 'a':
        if (same_name(name, "alt")) look.alt = value;
        break;
      case 'b':
        if (same_name(name, "bgcolor") && !contains_nocase(value, "fff")) look.boxed = true;
        break;
      case 'c':
        if (same_name(name, "class")) read_class(value, look);
        break;
      case 'h':
        if (same_name(name, "href")) look.href = trim(value);
        if (same_name(name, "hidden")) look.hidden = true;
        break;
      case 'i':
        if (same_name(name, "id")) read_class(value, look);
        break;
      case 'r':
        if (same_name(name, "role") && same_name(value, "button")) look.flags |= style_button;
        break;
      case 's':
        if (same_name(name, "style")) read_style(value, look);
        break;
      default:
        break;
    }
  }
  return look;
}

}  // namespace carnet::extraction
