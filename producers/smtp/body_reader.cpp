// Text is looked at a line at a time with memchr; single bytes are only stepped through where a
// read ended inside a CRLF or an end mark.
#include "producers/smtp/body_reader.hpp"

#include <algorithm>

namespace carnet {

namespace {
// A declared size is trusted this far for the first allocation.
constexpr std::size_t reserve_bytes_max = std::size_t{64} << 10;
}  // namespace

void body_reader::start(std::size_t bytes_max, std::size_t expected) {
  clear();
  bytes_max_ = bytes_max;
  if (!share_.grow_to(budget_share::step_bytes)) return spoil(body_fault::no_room);
  raw_.reserve(std::min({expected + 1, bytes_max, reserve_bytes_max}));
}

std::size_t body_reader::read_data(std::string_view input, bool& ended) {
  std::size_t used = 0;
  while (used < input.size() && !ended) {
    const auto rest = input.substr(used);
    if (place_ == place::line_start && rest[0] == '.') {
      place_ = place::dot;
      ++used;
    } else if (place_ == place::dot || place_ == place::dot_cr) {
      used += read_dot(rest, ended);
    } else {
      used += read_text(rest);
    }
  }
  return used;
}

void body_reader::read_chunk(std::string_view input) {
  while (!input.empty()) input.remove_prefix(read_text(input));
}

void body_reader::finish_chunks() {
  if (place_ == place::text_cr) spoil(body_fault::bare_line_end);
}

void body_reader::clear() {
  raw_ = {};
  share_.release();
  fault_ = body_fault::none;
  place_ = place::line_start;
  line_bytes_ = 0;
}

std::size_t body_reader::read_dot(std::string_view input, bool& ended) {
  const char c = input[0];
  if (place_ == place::dot) {
    place_ = c == '\r' ? place::dot_cr : place::text;
    return c == '\r' ? 1 : 0;
  }
  if (c == '\n') {
    ended = true;
    place_ = place::line_start;
    return 1;
  }
  spoil(body_fault::bare_line_end);
  place_ = place::text;
  return 0;
}

// Reads to the end of the line or of the input, whichever comes first.
std::size_t body_reader::read_text(std::string_view input) {
  const auto line_feed = input.find('\n');
  const bool whole = line_feed != std::string_view::npos;
  const auto line = whole ? input.substr(0, line_feed + 1) : input;
  const auto text = line.substr(0, line.size() - (whole ? 1 : 0));
  const auto carriage_return = text.find('\r');
  const bool cr_last = text.ends_with('\r');
  const bool cr_inside =
      carriage_return != std::string_view::npos && carriage_return + 1 != text.size();
  const bool cr_before = place_ == place::text_cr;
  // The CR of this line's end may have come with an earlier read.
  const bool crlf = whole && (cr_last || (cr_before && text.empty()));
  const bool cr_stray = cr_before && !(whole && text.empty());
  if (cr_inside || cr_stray || (whole && !crlf)) spoil(body_fault::bare_line_end);
  count_line(line.size());
  keep(line);
  place_ = crlf ? place::line_start : !whole && cr_last ? place::text_cr : place::text;
  if (whole) line_bytes_ = 0;
  return line.size();
}

void body_reader::count_line(std::size_t bytes) {
  line_bytes_ += bytes;
  if (line_bytes_ > line_bytes_max_) spoil(body_fault::line_too_long);
}

void body_reader::keep(std::string_view bytes) {
  if (fault_ != body_fault::none) return;
  if (raw_.size() + bytes.size() > bytes_max_) return spoil(body_fault::too_large);
  if (!share_.grow_to(raw_.size() + bytes.size())) return spoil(body_fault::no_room);
  raw_.append(bytes);
}

void body_reader::spoil(body_fault fault) {
  if (fault_ == body_fault::none) fault_ = fault;
  raw_ = {};
  share_.release();
}

}  // namespace carnet
