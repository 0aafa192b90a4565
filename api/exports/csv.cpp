#include "api/exports/csv.hpp"

namespace carnet::exports {
namespace {

// What spreadsheets begin a formula with; some skip white space before it.
bool looks_like_a_formula(std::string_view text) {
  constexpr std::string_view starts = "=+-@\t\r\n|%";
  if (text.empty()) return false;
  if (starts.contains(text.front())) return true;
  const auto first = text.find_first_not_of(" ");
  return first != std::string_view::npos && starts.contains(text[first]);
}

}  // namespace

void append_field(std::string& line, std::string_view text, bool first) {
  if (!first) line += ',';
  const bool defused = looks_like_a_formula(text);
  if (!defused && text.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += text;
    return;
  }
  line += '"';
  if (defused) line += '\'';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

void end_line(std::string& line) { line += "\r\n"; }

}  // namespace carnet::exports
