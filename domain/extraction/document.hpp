// A message as the extractor reads it: one normalised text of subject, plain text and visible HTML,
// cut into lines, with the places of style, anchors and their targets beside it. Invariant: offsets
// point into `text`; lines are in order, do not overlap and hold no line end. It knows nothing of
// cues, codes or scores.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/extraction/extraction.hpp"

namespace carnet::extraction {

/// How a stretch of HTML text looks; a set of bits.
enum style : std::uint16_t {
  style_none = 0,
  style_bold = 1,
  style_large = 2,       // at least about one and a half times body size
  style_spaced = 4,      // letter-spacing that sets characters apart
  style_code_class = 8,  // class or id that speaks of a code
  style_mono = 16,
  style_button = 32,
  style_heading = 64,
  style_tiny = 128,  // too small to see; an element inside may be readable again
};

struct line {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  place where = place::text;
};

/// A text node, or a stretch of one, with its style; it ends where the next begins.
struct style_run {
  std::uint32_t begin = 0;
  std::uint16_t flags = 0;
};

/// A link: an anchor of the HTML, or a URL printed in text.
struct link_spot {
  std::string href;
  std::uint32_t begin = 0;  // its visible text in document::text
  std::uint32_t end = 0;
  std::uint32_t line = 0;  // index into document::lines of its first character
  std::uint32_t raw_offset = 0;
  std::uint32_t raw_length = 0;
  place where = place::text;
  bool printed = false;  // the URL itself is the visible text
  bool button = false;
  bool image = false;  // holds an image, its alt text is part of the visible text
};

/// From `normal` on, normalised and raw offsets run in step until the next origin.
struct origin {
  std::uint32_t normal = 0;
  std::uint32_t raw = 0;
};

struct document {
  std::string text;
  std::vector<line> lines;
  std::vector<style_run> runs;
  std::vector<link_spot> links;
  std::vector<origin> origins;
  std::uint64_t work = 0;

  void clear();
  /// The line that holds a position, or the last one before it.
  std::uint32_t line_at(std::uint32_t position) const;
  /// The run that holds a position in the HTML part; nullptr elsewhere.
  const style_run* run_at(std::uint32_t position) const;
  /// Where a normalised position lies in the part it came from.
  std::uint32_t raw_offset(std::uint32_t position) const;
  std::string_view text_of(const line& which) const {
    return std::string_view(text).substr(which.begin, which.end - which.begin);
  }
};

/// Limits of what is kept; what exceeds them is dropped, the rest is still read.
inline constexpr std::size_t max_lines = 32 * 1024;
inline constexpr std::size_t max_links = 1024;
inline constexpr std::size_t max_href_bytes = 4 * 1024;

}  // namespace carnet::extraction
