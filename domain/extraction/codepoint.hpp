// Unicode as far as cues and codes need it: decoding, digits of every script, folding to a base
// form. Invariant: every function is total; a byte that is not UTF-8 decodes as U+FFFD of length
// one. It must not allocate: the matcher calls it for each non-ASCII character of a message.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace carnet::extraction {

struct decoded {
  char32_t value;
  std::uint32_t size;  // bytes consumed, at least 1
};

/// The character at `at`, which must be smaller than the size of `text`.
decoded decode_at(std::string_view text, std::size_t at);

/// Appends the UTF-8 form; a value that is no character becomes U+FFFD.
void append_utf8(std::string& out, char32_t value);

/// 0..9 for a decimal digit of any script, fullwidth and mathematical forms included, else -1.
int digit_value(char32_t value);

/// Characters that take no room on the screen: zero-width, direction marks, soft hyphen, joiners.
bool is_invisible(char32_t value);

/// Spaces of any width, the no-break ones included; not line ends.
bool is_wide_space(char32_t value);

/// Letters of scripts that put no spaces between words, where a cue may start anywhere.
bool is_unspaced_script(char32_t value);

/// A letter that joins words in an alphabet (Latin with marks, Greek, Cyrillic, Armenian,
/// Georgian).
bool is_alphabet_letter(char32_t value);

/// Punctuation and symbols outside ASCII: they end a word.
bool is_wide_punctuation(char32_t value);

/// The folded form of one character: lower case, without marks, presentation forms unified.
struct folded {
  std::array<char, 4> bytes;
  std::uint32_t size;  // 0 when the character vanishes
};
folded fold(char32_t value);

/// Folds a whole phrase; the lexicon is built with it, the matcher does the same character by
/// character.
std::string fold_text(std::string_view text);

}  // namespace carnet::extraction
