#include "producers/mail/mime_boundaries.hpp"

#include <algorithm>

#include "producers/mail/ascii.hpp"
#include "producers/mail/gmime_handle.hpp"

namespace carnet::mime {
namespace {

constexpr std::string_view blanks = " \t\r\n";

// Some senders forget the ';' before the boundary; the library would then find no part at all.
void separate_parameter(std::string_view value, patched_text& text) {
  const auto parameter = find_lower(value, "boundary=");
  if (parameter == std::string_view::npos) return;
  const auto last = value.substr(0, parameter).find_last_not_of(blanks);
  if (last == std::string_view::npos || last + 1 >= parameter || value[last] == ';') return;
  text.overwrite(value.data() + last + 1, ";");
}

std::string declared_boundary(const std::string& value, GMimeParserOptions* options) {
  const object_handle<GMimeContentType> type(g_mime_content_type_parse(options, value.c_str()));
  return copied(g_mime_content_type_get_parameter(type.get(), "boundary"));
}

// What the library is shown of a long boundary ends with a number, so that neither a line of text
// nor another boundary with the same beginning is taken for it.
std::string shown_part(const std::string& boundary, std::size_t number) {
  if (boundary.size() <= boundary_list::shown_bytes_max) return boundary;
  const auto digits = "." + std::to_string(number);
  return boundary.substr(0, boundary_list::shown_bytes_max - digits.size()) + digits;
}

// The value of the field with `shown` in place of `boundary`, of equal length.
std::string shortened(std::string value, const std::string& boundary, const std::string& shown) {
  const auto at = value.rfind(boundary);
  if (at == std::string::npos) return value;
  const bool quoted = at > 0 && value[at - 1] == '"';
  const auto length = boundary.size() + (quoted ? 1 : 0);
  auto with = shown + (quoted ? "\"" : "");
  with.resize(length, ' ');
  return value.replace(at, std::min(length, value.size() - at), with);
}

}  // namespace

std::string_view patched_text::now(std::string_view part) const {
  if (copy.empty()) return part;
  const auto at = static_cast<std::size_t>(part.data() - raw.data());
  return std::string_view(copy).substr(at, part.size());
}

void patched_text::overwrite(const char* place, std::string_view with) {
  if (copy.empty()) copy = raw;
  copy.replace(static_cast<std::size_t>(place - raw.data()), with.size(), with);
}

void patched_text::blank(std::string_view part) {
  for (const char& c : part) {
    if (c != '\r' && c != '\n') overwrite(&c, " ");
  }
}

void boundary_list::declare(std::string_view value, GMimeParserOptions* options,
                            patched_text& text) {
  separate_parameter(value, text);
  const std::string field(text.now(value));
  const auto boundary = declared_boundary(field, options);
  auto shown = shown_part(boundary, marks_.size());
  if (shown != boundary) {
    const auto patched = shortened(field, boundary, shown);
    if (patched.size() == field.size() && declared_boundary(patched, options) == shown) {
      text.overwrite(value.data(), patched);
    } else {
      shown = boundary;
    }
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
  if (met->shown == met->text) return true;
  text.blank(rest.substr(0, met->text.size() + (closes ? 2 : 0)));
  text.overwrite(rest.data(), met->shown + (closes ? "--" : ""));
  return true;
}

}  // namespace carnet::mime
