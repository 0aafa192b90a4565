// Takes an extracted value out of a text that is shown to everybody, however the text wrote it:
// grouped by spaces or dashes, in digits of another script, with the sender's letter before it. It
// must never show more than the text with the value itself removed.
#pragma once

#include <string>
#include <string_view>

namespace carnet::extraction {

/// `text` with every appearance of `value` as "***". An empty value changes nothing.
std::string redact(std::string_view text, std::string_view value);

}  // namespace carnet::extraction
