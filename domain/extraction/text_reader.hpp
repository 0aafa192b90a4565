// Reads subjects and plain text bodies into a document, and finds the URLs printed in any part.
// Linear; never fails. It must not judge a URL: it only says where one stands.
#pragma once

#include <string_view>

#include "domain/extraction/document.hpp"

namespace carnet::extraction {

/// Appends a subject (one line, whatever it contains) or a plain text body (its own lines).
void read_text(std::string_view raw, place where, document& out);

/// Adds a link_spot for every URL printed in lines from `first_line` on.
void find_printed_links(document& out, std::size_t first_line);

/// The length of the URL at the start of `text`, 0 if none is there; closing punctuation is left
/// out.
std::size_t url_length(std::string_view text);

}  // namespace carnet::extraction
