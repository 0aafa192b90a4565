// Finds what could be a code by its form alone: digits, letters and digits mixed, capitals, joined
// by dashes or grouped by spaces. What cannot be one whatever the words around it say (part of a
// URL, an amount with decimals, a date, a time, a masked number, a word) is left out here. One pass
// over each line; no cue is looked at.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/extraction/document.hpp"
#include "domain/extraction/reasons.hpp"

namespace carnet::extraction {

/// One spot of the text that has the form of a code.
struct code_spot {
  std::uint32_t begin = 0;  // in document::text, groups included
  std::uint32_t end = 0;
  std::uint32_t line = 0;
  std::string value;  // without the spaces between groups
  reason_set shape;
  bool letters_only = false;
};

/// Appends the spots of all lines, at most `limit`, and returns the number of number-like tokens
/// seen, which tells a table from a sentence.
std::size_t scan_codes(document& from, std::size_t limit, std::vector<code_spot>& spots);

/// The code of an origin-bound last line ("@host #code"), empty if there is none
/// (WICG, "Origin-bound one-time codes delivered via SMS").
struct origin_bound {
  std::string host;
  std::string code;
};
origin_bound read_origin_bound(const document& from);

}  // namespace carnet::extraction
