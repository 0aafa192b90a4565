// Bytes in any charset that mail uses, turned into valid UTF-8. Charsets are taken from a closed
// list: names come from strangers and never reach iconv_open. What is declared wrongly is guessed.
#pragma once

#include <string>
#include <string_view>

namespace carnet::mime {

/// True when `bytes` are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool is_utf8(std::string_view bytes);

/// Copies `bytes`, each ill-formed sequence replaced by U+FFFD, NUL bytes left out.
std::string repaired_utf8(std::string_view bytes);

/// Converts from the declared charset; "" or an unknown one means: guess. Never fails.
std::string to_utf8(std::string_view bytes, std::string_view charset);

/// Converts text without any declaration: UTF-8 when it is, else GB 18030 when the pattern of its
/// high bytes is that of common Chinese characters, else Windows-1252.
std::string guessed_utf8(std::string_view bytes);

/// The name iconv knows for a charset of mail, "" for UTF-8 and ASCII; null when it is unknown.
const char* iconv_name(std::string_view charset);

}  // namespace carnet::mime
