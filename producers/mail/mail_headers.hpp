// The header fields of a message, read with more forgiveness than the MIME library has for raw
// 8-bit text. Included by sources of this folder only.
#pragma once

#include "producers/mail/gmime_handle.hpp"
#include "producers/mail/parsed_mail.hpp"

namespace carnet::mime {

/// Fills in the fields of `mail` that come from the message's own header block.
void read_headers(GMimeMessage* message, GMimeParserOptions* options, parsed_mail& mail);

/// `text` as valid UTF-8 on one line, cut to mime_limits::line_bytes_max at a character's border.
std::string one_line(std::string_view text);

}  // namespace carnet::mime
