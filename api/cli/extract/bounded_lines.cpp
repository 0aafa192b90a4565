#include "api/cli/extract/bounded_lines.hpp"

namespace carnet::api::cli {

void bounded_lines::keep(std::string& line, std::string_view piece) {
  too_long_ = too_long_ || piece.size() > limit_bytes_ - line.size();
  if (too_long_) {
    line.clear();
  } else {
    line.append(piece);
  }
}

line_state bounded_lines::next(std::string& line) {
  line.clear();
  too_long_ = false;
  bool more = true;
  for (bool first = true; more; first = false) {
    in_.getline(piece_.data(), static_cast<std::streamsize>(piece_.size()));
    auto count = static_cast<std::size_t>(in_.gcount());
    if (count == 0 && first) return line_state::ended;
    // A piece that fills the buffer fails without an end; one that ends in LF counts it.
    more = in_.fail() && !in_.eof();
    if (in_.good()) --count;
    keep(line, {piece_.data(), count});
    if (more) in_.clear();
  }
  ++number_;
  return too_long_ ? line_state::too_long : line_state::whole;
}

}  // namespace carnet::api::cli
