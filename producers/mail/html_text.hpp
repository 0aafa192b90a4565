// HTML as a person without a browser would read it. One pass, linear in the input, no tree: broken
// markup of any depth costs no stack. Not a sanitizer: the result is text, never markup to show.
#pragma once

#include <string>
#include <string_view>

namespace carnet::mime {

/// Turns HTML (UTF-8) into text: blocks become lines, table cells and list items stay apart, white
/// space is folded except in <pre>, images give their alternative text, scripts and styles nothing.
std::string html_to_text(std::string_view html);

/// The charset that a <meta> element near the start of an HTML part declares, "" when none does.
std::string_view html_charset(std::string_view html);

/// The character a reference names, without '&' and ';' ("amp", "#8364", "#x20AC"); 0 when unknown.
char32_t entity_code(std::string_view name);

/// Appends one code point as UTF-8.
void append_utf8(std::string& out, char32_t code);

}  // namespace carnet::mime
