#include "api/cluster/charge_lines.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iterator>

namespace carnet::cluster {
namespace {

std::string_view take_word(std::string_view& line) {
  const auto word = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(line.size(), word.size() + 1));
  return word;
}

template <class Number>
bool read_number(std::string_view word, Number& into) {
  const auto read = std::from_chars(word.data(), word.data() + word.size(), into);
  return read.ec == std::errc() && read.ptr == word.data() + word.size();
}

// Each line through `read`, which gives whether it is one.
template <class Line, class Read>
std::optional<std::vector<Line>> read_lines(std::string_view text, Read read) {
  std::vector<Line> out;
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (out.size() == charge_lines_max) return std::nullopt;
    auto& one = out.emplace_back();
    one.key = take_word(line);
    if (one.key.empty() || !read(one, line)) return std::nullopt;
  }
  return out;
}

}  // namespace

void append_line(std::string& out, const charge_line& line) {
  fmt::format_to(std::back_inserter(out), "{} {} {}\n", line.key, line.per_minute, line.count);
}

void append_line(std::string& out, const left_line& line) {
  fmt::format_to(std::back_inserter(out), "{} {} {} {}\n", line.key, line.window.limit,
                 line.window.remaining, line.window.reset_unix_s);
}

std::optional<std::vector<charge_line>> read_charges(std::string_view text) {
  return read_lines<charge_line>(text, [](charge_line& one, std::string_view rest) {
    return read_number(take_word(rest), one.per_minute) && read_number(rest, one.count) &&
           one.per_minute != 0;
  });
}

std::optional<std::vector<left_line>> read_left(std::string_view text) {
  return read_lines<left_line>(text, [](left_line& one, std::string_view rest) {
    return read_number(take_word(rest), one.window.limit) &&
           read_number(take_word(rest), one.window.remaining) &&
           read_number(rest, one.window.reset_unix_s);
  });
}

}  // namespace carnet::cluster
