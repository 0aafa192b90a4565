// Reads the HTML part into a document as a mail client would show it: block elements make lines,
// table cells columns, hidden elements nothing; anchors keep their target, their text and their
// shape. Linear: the stack of open elements is bounded, an end tag looks back a bounded way.
#pragma once

#include <string_view>

#include "domain/extraction/document.hpp"

namespace carnet::extraction {

/// Appends the visible text, the style runs and the anchors of `html`.
void read_html(std::string_view html, document& out);

/// Deepest nesting that is tracked; elements below it inherit from the last tracked one.
inline constexpr std::size_t max_depth = 192;
/// How far an end tag looks up the stack for the element it closes.
inline constexpr std::size_t max_close_search = 24;

/// The raw value of an attribute with its entities decoded, at most max_href_bytes long.
std::string decode_attribute(std::string_view raw);

}  // namespace carnet::extraction
