// Cuts HTML into text, start tags and end tags in one pass over the bytes, the way browsers do for
// what mail contains: comments, doctypes and bogus markup vanish, the content of style, script,
// title and their like is skipped, attributes may be unquoted, a '<' that opens nothing is text.
// Invariant: every call of next() consumes at least one byte; nothing is allocated; tokens are
// views.
#pragma once

#include <cstdint>
#include <string_view>

namespace carnet::extraction {

enum class html_token_kind : std::uint8_t { text, start_tag, end_tag, end };

struct html_token {
  html_token_kind kind = html_token_kind::end;
  std::string_view text;        // of a text token, entities still encoded
  std::string_view name;        // of a tag, as written
  std::string_view attributes;  // of a start tag, raw
  std::size_t offset = 0;       // of the token in the input
};

class html_tokenizer {
 public:
  explicit html_tokenizer(std::string_view html) : html_(html) {}
  html_token next();

 private:
  bool skip_markup_declaration();
  void skip_raw_content(std::string_view name);
  std::size_t tag_end(std::size_t at) const;

  std::string_view html_;
  std::size_t at_ = 0;
};

/// Walks the attributes of a start tag: sets name and value (raw, unquoted) and returns true, or
/// false at the end. `rest` shrinks from call to call.
bool next_attribute(std::string_view& rest, std::string_view& name, std::string_view& value);

/// Compares a name as written with a lower-case one.
bool same_name(std::string_view written, std::string_view lower);

/// Decodes the character reference at the start of `text` ("&amp;", "&#x41;"). Returns its length
/// and sets the character, or returns 0 if it is no reference.
std::size_t decode_entity(std::string_view text, char32_t& first);

}  // namespace carnet::extraction
