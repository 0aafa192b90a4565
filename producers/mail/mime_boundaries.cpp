#include "producers/mail/mime_boundaries.hpp"

#include <algorithm>

#include "producers/mail/ascii.hpp"

namespace carnet::mime {
namespace {

constexpr std::string_view blanks = " \t\r\n";

// Some senders forget the ';' before the boundary; the library would then find no part at all.
void separate_parameter(std::string_view value, std::size_t parameter, patched_text& text) {
  const auto last = value.substr(0, parameter).find_last_not_of(blanks);
  if (last == std::string_view::npos || last + 1 >= parameter || value[last] == ';') return;
  text.overwrite(value.data() + last + 1, ';');
}

// How much of a boundary is kept: a boundary must not end with a blank.
std::size_t shown_bytes(std::string_view boundary) {
  if (boundary.size() <= boundary_list::shown_bytes_max) return boundary.size();
  const auto shown =
      boundary.substr(0, boundary_list::shown_bytes_max).find_last_not_of(blanks) + 1;
  return shown == 0 ? boundary.size() : shown;
}

// What is left of a boundary that was cut ends with its number, so that neither a line of text nor
// another boundary with the same beginning is taken for it.
void number(std::string_view shown, std::size_t which, patched_text& text) {
  for (const char& digit : shown.substr(shown.size() - std::min<std::size_t>(shown.size(), 4))) {
    text.overwrite(&digit, static_cast<char>('0' + which % 10));
    which /= 10;
  }
}

}  // namespace

void patched_text::overwrite(const char* place, char with) {
  if (copy.empty()) copy = raw;
  copy[static_cast<std::size_t>(place - raw.data())] = with;
}

void patched_text::blank(std::string_view part) {
  for (const char& c : part) {
    if (c != '\r' && c != '\n') overwrite(&c, ' ');
  }
}

void boundary_list::declare(std::string_view value, patched_text& text) {
  const auto found = find_lower(value, "boundary=");
  if (found != std::string_view::npos) separate_parameter(value, found, text);
  auto boundary = found == std::string_view::npos ? std::string_view() : value.substr(found + 9);
  const bool quoted = boundary.starts_with('"');
  if (quoted) {
    boundary = boundary.substr(1, boundary.find('"', 1) - 1);
  } else {
    boundary = boundary.substr(0, boundary.find_first_of("; \t\r\n("));
  }
  // A boundary written in a way not understood here counts as the prefix of every "--" line.
  if (boundary.find('\\') != std::string_view::npos) boundary = {};
  const auto shown = shown_bytes(boundary);
  if (shown < boundary.size()) {
    number(boundary.substr(0, shown), marks_.size(), text);
    if (quoted) text.overwrite(boundary.data() + shown, '"');
    // The quote that closed it goes as well.
    const auto rest =
        value.substr(static_cast<std::size_t>(boundary.data() - value.data()) + shown);
    text.blank(rest.substr(quoted ? 1 : 0, boundary.size() - shown));
  }
  marks_.push_back({boundary, shown});
}

void boundary_list::forget_declared() {
  if (!marks_.empty() && marks_.back().now == state::declared) marks_.back().now = state::ignored;
}

void boundary_list::open_declared() {
  if (!marks_.empty() && marks_.back().now == state::declared) marks_.back().now = state::open;
}

bool boundary_list::begins(std::string_view line) const {
  if (!line.starts_with("--")) return false;
  const auto rest = line.substr(2);
  return std::ranges::any_of(marks_, [rest](const mark& m) { return rest.starts_with(m.text); });
}

// The longest boundary that `rest` begins with; of equal ones an open one, the innermost of them.
boundary_list::mark* boundary_list::longest(std::string_view rest) {
  mark* found = nullptr;
  for (auto& each : marks_) {
    if (each.text.empty() || !rest.starts_with(each.text)) continue;
    const bool longer = found == nullptr || each.text.size() > found->text.size();
    const bool as_long = found != nullptr && each.text.size() == found->text.size();
    if (longer || (as_long && (each.now == state::open || found->now != state::open))) {
      found = &each;
    }
  }
  return found;
}

void boundary_list::follow(mark& met, bool closes, bool in_header) {
  if (met.now == state::declared) {
    // The blank line behind the header is missing: the library sees no multipart.
    met.now = state::ended;
  } else if (met.now == state::open) {
    if (in_header && !closed_) certain_ = false;
    for (auto* inner = &met + 1; inner != marks_.data() + marks_.size(); ++inner) {
      if (inner->now == state::open) inner->now = state::ended;
    }
    if (closes) met.now = state::ended;
    closed_ = closes;
  }
}

bool boundary_list::meet(std::string_view line, bool in_header, patched_text& text) {
  const auto rest = line.substr(2);
  auto* met = longest(rest);
  if (met == nullptr || met->now == state::ignored) return true;
  auto behind = rest.substr(met->text.size());
  const bool closes = behind.starts_with("--");
  if (closes) behind.remove_prefix(2);
  // Other characters right behind it make it the line of a boundary that is not known.
  if (!behind.empty() && blanks.find(behind.front()) == std::string_view::npos) return true;
  if (met->now == state::ended && certain_ && !in_header) {
    text.blank(line);
    return false;
  }
  follow(*met, closes, in_header);
  behind = behind.substr(0, behind.find_first_of("\r\n"));
  if (behind.find_first_not_of(blanks) != std::string_view::npos) text.blank(behind);
  if (met->shown == met->text.size()) return true;
  number(rest.substr(0, met->shown), static_cast<std::size_t>(met - marks_.data()), text);
  text.blank(rest.substr(met->shown, met->text.size() - met->shown + (closes ? 2 : 0)));
  if (closes) {
    text.overwrite(rest.data() + met->shown, '-');
    text.overwrite(rest.data() + met->shown + 1, '-');
  }
  return true;
}

}  // namespace carnet::mime
