// The form of a single token: how many digits and letters, of what kind, and the shape reasons this
// gives. Pure and constant in memory.
#pragma once

#include <cstddef>
#include <string_view>

#include "domain/extraction/reasons.hpp"

namespace carnet::extraction {

struct token_form {
  std::size_t digits = 0;
  std::size_t uppers = 0;
  std::size_t lowers = 0;
  std::size_t dashes = 0;
  std::size_t turns = 0;      // changes between digits and letters
  bool even_groups = true;    // the parts between dashes have one length
  bool one_character = true;  // all alike
  std::size_t letters() const { return uppers + lowers; }
  std::size_t size() const { return digits + letters(); }
};

token_form form_of(std::string_view token);

/// Whether the form can be a code at all.
bool could_be_code(std::string_view token, const token_form& form);

/// The shape reasons of a token that could be one.
reason_set shape_reasons(std::string_view token, const token_form& form);

/// Whether the letters of one case read like a word of a language rather than like random letters.
bool reads_like_word(std::string_view letters);

inline constexpr std::size_t min_code_length = 4;
inline constexpr std::size_t max_digits = 10;
inline constexpr std::size_t max_mixed = 16;
inline constexpr std::size_t max_letters = 10;

}  // namespace carnet::extraction
