// Lines of a stream with a limit on each, so that no input makes the reader hold more than one
// limit's worth. It knows nothing of what the lines mean.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>

namespace carnet::api::cli {

enum class line_state : std::uint8_t { whole, too_long, ended };

class bounded_lines {
 public:
  /// Reads `in` from where it stands. `limit_bytes` counts a line without its LF.
  bounded_lines(std::istream& in, std::size_t limit_bytes) : in_(in), limit_bytes_(limit_bytes) {}

  /// The next line, without its LF. Of a line over the limit nothing is kept and its rest is read
  /// past; the last line may lack its LF.
  line_state next(std::string& line);

  /// Number of the line given last, from 1.
  std::uint64_t number() const { return number_; }
  std::size_t limit_bytes() const { return limit_bytes_; }

 private:
  void keep(std::string& line, std::string_view piece);

  std::istream& in_;
  const std::size_t limit_bytes_;
  std::uint64_t number_ = 0;
  bool too_long_ = false;
  std::array<char, 64 * 1024> piece_{};
};

}  // namespace carnet::api::cli
