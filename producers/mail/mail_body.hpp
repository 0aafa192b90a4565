// Which parts of a message are its text, its HTML and its attachments. Included by sources of this
// folder only.
#pragma once

#include "producers/mail/gmime_handle.hpp"
#include "producers/mail/parsed_mail.hpp"

namespace carnet::mime {

/// Fills in text, html and attachments of `mail` from the message's MIME tree, by the algorithm of
/// RFC 8621 section 4.1.4 with one difference: images and sound are always listed as attachments.
void read_body(GMimeMessage* message, parsed_mail& mail);

}  // namespace carnet::mime
