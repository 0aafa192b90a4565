// The readable form of an extraction: the message, its candidates ranked, and what each reason was
// worth. Text of the message never reaches the terminal as it came: control and direction
// characters are replaced, lengths are cut.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "domain/extraction/extraction.hpp"

namespace carnet::api::cli {

/// One line of at most `columns_max` characters that no terminal acts on: white space collapsed,
/// invisible characters dropped, other control characters and bytes that are no UTF-8 as U+FFFD.
std::string printable(std::string_view text, std::size_t columns_max);

/// Writes why `found` is what the message `id` gave. `colour` adds ANSI colours (ECMA-48 SGR).
void write_explanation(std::ostream& out, std::string_view id,
                       const extraction::message_view& message,
                       const extraction::extraction_result& found, bool colour);

}  // namespace carnet::api::cli
