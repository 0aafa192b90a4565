// Messages of an mbox file (RFC 4155; the quoting of "mboxrd"): each begins at a line "From " that
// stands first or after an empty line, and ">From " inside a body loses one ">".
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>

#include "api/cli/extract/bounded_lines.hpp"

namespace carnet::api::cli {

/// How the line between two messages begins.
inline constexpr std::string_view mbox_separator = "From ";

enum class mbox_state : std::uint8_t { whole, too_long, ended };

class mbox_reader {
 public:
  /// `limit_bytes` bounds each message; text before the first "From " line is passed over.
  mbox_reader(std::istream& in, std::size_t limit_bytes) : lines_(in, limit_bytes) {}

  /// For a stream of which the first "From " has been read already: passes over its line.
  void skip_first_separator();

  /// The next message, without its "From " line. Of one over the limit nothing is kept.
  mbox_state next(std::string& message);

 private:
  bool starts_message(line_state state) const;
  void keep(std::string& message, line_state state);

  bounded_lines lines_;
  std::string line_;
  bool inside_ = false;      // the separator of the message to give next has been read
  bool after_empty_ = true;  // the line before was empty, or there was none
  bool too_long_ = false;
};

}  // namespace carnet::api::cli
