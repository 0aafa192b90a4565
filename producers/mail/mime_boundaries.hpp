// The boundaries a message declares, and what is done to the message so that the library finds the
// lines that RFC 2046 5.1.1 takes for them. The library wants a line that is the boundary and
// nothing else, and can compare no boundary that outgrows its buffer; the RFC wants the beginning
// of the line compared. A boundary line where its multipart is not open is no part's text either,
// since no part may hold one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using GMimeParserOptions = struct _GMimeParserOptions;

namespace carnet::mime {

/// A message that is copied when its first byte is changed. No change moves another byte.
struct patched_text {
  std::string_view raw;
  std::string& copy;  // empty as long as nothing was changed

  /// `part`, which lies in `raw`, as it is now.
  [[nodiscard]] std::string_view now(std::string_view part) const;
  /// `place` points into `raw`.
  void overwrite(const char* place, std::string_view with);
  /// Overwrites `part` of `raw` with blanks, but for its line ends.
  void blank(std::string_view part);
};

/// All boundaries declared so far, whether their multipart has ended or not.
class boundary_list {
 public:
  /// The longest boundary that the library is left to compare as it is.
  static constexpr std::size_t shown_bytes_max = 1'000;

  [[nodiscard]] bool empty() const { return marks_.empty(); }
  /// True when `line` begins with "--" and a boundary.
  [[nodiscard]] bool begins(std::string_view line) const;

  /// A Content-Type field begins: of several in one header block the last one counts.
  void forget_declared();
  /// Reads the boundary from the value of a Content-Type field of type multipart, as the library
  /// does. A long one is cut where the library sees it.
  void declare(std::string_view value, GMimeParserOptions* options, patched_text& text);
  /// The header block ends: the multipart it declares begins.
  void open_declared();
  /// Follows a line that begins with a boundary and leaves of it what the library looks for. False
  /// when nothing is left: the multipart of that boundary is not open, the body goes on.
  bool meet(std::string_view line, bool in_header, patched_text& text);

 private:
  enum class state { declared, open, ended, ignored };
  struct mark {
    std::string text;   // "" when there is none: every line that begins with "--" may be one
    std::string shown;  // what the library gets to see in its place
    state now = state::declared;
  };

  mark* longest(std::string_view rest);
  void follow(mark& met, bool closes, bool in_header);

  std::vector<mark> marks_;
  bool certain_ = true;  // that what is open here is open for the library
  bool closed_ = false;  // the boundary line before this one ended its multipart
};

}  // namespace carnet::mime
