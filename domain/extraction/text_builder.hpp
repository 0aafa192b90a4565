// Writes normalised text into a document: digits of every script as ASCII, invisible characters
// dropped, wide forms narrowed, white space collapsed, lines recorded. Both readers (plain text,
// HTML) write through it, so that a rule about characters exists once. One pass, no lookahead
// beyond a character.
#pragma once

#include <cstdint>
#include <string_view>

#include "domain/extraction/document.hpp"

namespace carnet::extraction {

class text_builder {
 public:
  text_builder(document& out, place where) : out_(out), where_(where) { begin_line(); }

  /// Appends raw bytes that start at `raw_offset` of their part. Line ends count as spaces.
  void append(std::string_view raw, std::uint32_t raw_offset);
  /// Appends one character that the raw text wrote in another way (an entity).
  void append_character(char32_t value, std::uint32_t raw_offset);
  /// A gap that separates columns: the text on both sides is on one line but not one phrase.
  void column_gap() { gap_ = gap_ == 0 ? 2 : gap_ | 2; }
  /// Ends the line; an empty one leaves no trace.
  void end_line();
  /// Where the next character will stand, a pending space included.
  std::uint32_t position() const;
  bool line_empty() const { return out_.text.size() == line_begin_; }

 private:
  void begin_line() { line_begin_ = static_cast<std::uint32_t>(out_.text.size()); }
  void flush_gap();
  void note_origin(std::uint32_t raw_offset);
  std::size_t append_ascii(std::string_view raw, std::size_t at, std::uint32_t raw_offset);

  document& out_;
  place where_;
  std::uint32_t line_begin_ = 0;
  unsigned gap_ = 0;  // 1: a space is pending; 2: a column gap
};

}  // namespace carnet::extraction
