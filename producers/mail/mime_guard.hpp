// What must be true of a message before the MIME library may see it. The library is quick and
// robust but for three things, measured on version 3.2.13: nested address groups recurse without
// bound (a 2 MB From of "a:" overflows the stack), each line beginning with "--" is compared with
// every open boundary, and each part costs more than a kilobyte of memory, however small it is. The
// guard is one linear pass that cuts or defuses such input and leaves all other input untouched,
// but for the lines between parts (mime_boundaries.hpp).
#pragma once

#include <string>
#include <string_view>

using GMimeParserOptions = struct _GMimeParserOptions;

namespace carnet::mime {

/// What may be parsed: `text` points into the input or, where something was defused, into `copy`.
struct guarded_message {
  std::string_view text;
  std::string copy;
  bool truncated = false;
};

/// True when the first line can be no header field (RFC 5322 2.2): all of `raw` is a body.
bool lacks_header(std::string_view raw);

/// True when some lines end with CRLF and some with LF alone. The library takes the first line's
/// end for all of them and would cut the last character off a part that ends with the other.
bool mixes_line_ends(std::string_view raw);

/// Applies mime_limits to a raw message. The result must not outlive `raw`. `options` are those the
/// library will read the message with.
void guard(std::string_view raw, GMimeParserOptions* options, guarded_message& out);

}  // namespace carnet::mime
