#include "api/cli/extract/explain_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "api/cli/extract/extraction_json.hpp"
#include "domain/extraction/codepoint.hpp"
#include "domain/extraction/model.hpp"

namespace carnet::api::cli {
namespace {

constexpr std::size_t columns = 96;
constexpr std::size_t body_lines_max = 12;
constexpr std::size_t reasons_max = 12;
constexpr std::size_t context_bytes = 60;

constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view green = "\x1b[32m";
constexpr std::string_view red = "\x1b[31m";
constexpr std::string_view dim = "\x1b[2m";
constexpr std::string_view plain = "\x1b[0m";

std::string_view part_of(const extraction::message_view& message, extraction::place where) {
  switch (where) {
    case extraction::place::subject:
      return message.subject;
    case extraction::place::text:
      return message.text;
    case extraction::place::html:
      return message.html;
  }
  return {};
}

class painter {
 public:
  painter(std::ostream& out, bool colour) : out_(out), colour_(colour) {}

  void message(const extraction::message_view& from) {
    out_ << "  from     " << printable(from.from, columns) << "\n  subject  "
         << printable(from.subject, columns) << '\n';
    std::string_view rest = from.text.empty() ? from.html : from.text;
    for (std::size_t shown = 0; !rest.empty() && shown < body_lines_max;) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string line = printable(rest.substr(0, end), columns);
      if (!line.empty()) {
        out_ << "         | " << line << '\n';
        ++shown;
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!rest.empty()) out_ << "         | …\n";
  }

  void candidate(std::size_t rank, const extraction::message_view& from,
                 const extraction::candidate& each, bool primary) {
    out_ << fmt::format("{}{:>3}  {:<4} ", primary ? paint(green) : "", rank, type_name(each.type))
         << printable(each.value, columns)
         << fmt::format("  {:.3f}{}  {}, byte {}\n", each.confidence, primary ? paint(plain) : "",
                        to_name(each.where), each.offset);
    if (each.where != extraction::place::html) context(part_of(from, each.where), each);
    reasons(each);
  }

  std::string_view paint(std::string_view code) const { return colour_ ? code : ""; }

 private:
  // The passage around the candidate, with brackets about it.
  void context(std::string_view part, const extraction::candidate& each) {
    if (std::size_t{each.offset} + each.length > part.size()) return;
    const std::size_t begin = each.offset > context_bytes ? each.offset - context_bytes : 0;
    const std::string_view after = part.substr(each.offset + each.length, context_bytes);
    out_ << "       " << paint(dim) << printable(part.substr(begin, each.offset - begin), columns)
         << " [" << printable(part.substr(each.offset, each.length), columns) << "] "
         << printable(after, columns) << paint(plain) << '\n';
  }

  void reasons(const extraction::candidate& each) {
    const extraction::linear_model& model = extraction::model_of(each.type);
    std::vector<std::size_t> held;
    for (std::size_t i = 0; i < extraction::reason_count; ++i) {
      if (each.reasons.test(i) && model.weights[i] != 0) held.push_back(i);
    }
    std::ranges::sort(held, [&](std::size_t a, std::size_t b) {
      const double left = std::abs(model.weights[a]);
      const double right = std::abs(model.weights[b]);
      return left != right ? left > right : a < b;
    });
    out_ << fmt::format("       score {:+.2f} = {:+.2f} to begin with",
                        extraction::score_of(each.type, each.reasons), model.bias);
    const std::size_t shown = std::min(held.size(), reasons_max);
    for (std::size_t n = 0; n < shown; ++n) {
      const double weight = model.weights[held[n]];
      out_ << (n % 4 == 0 ? "\n         " : "  ") << paint(weight < 0 ? red : green)
           << fmt::format("{:+.2f} ", weight) << paint(plain)
           << extraction::name_of(static_cast<extraction::reason>(held[n]));
    }
    if (shown < held.size()) out_ << fmt::format("  and {} smaller", held.size() - shown);
    out_ << '\n';
  }

  std::ostream& out_;
  const bool colour_;
};

}  // namespace

std::string printable(std::string_view text, std::size_t columns_max) {
  std::string out;
  std::size_t width = 0;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, size] = extraction::decode_at(text, at);
    at += size;
    const bool space = value == ' ' || (value >= '\t' && value <= '\r');
    gap = gap || (space && !out.empty());
    if (space || extraction::is_invisible(value)) continue;
    if (width + gap >= columns_max) return out + "…";
    if (gap) out.push_back(' ');
    width += 1 + gap;
    gap = false;
    const bool control = value < 0x20 || (value >= 0x7f && value < 0xa0) ||
                         (value >= 0x2028 && value <= 0x202e) ||
                         (value >= 0x2066 && value <= 0x2069);
    extraction::append_utf8(out, control ? U'\ufffd' : value);
  }
  return out;
}

void write_explanation(std::ostream& out, std::string_view id,
                       const extraction::message_view& message,
                       const extraction::extraction_result& found, bool colour) {
  painter paint(out, colour);
  out << paint.paint(bold) << printable(id, columns) << paint.paint(plain) << '\n';
  paint.message(message);
  if (!found.primary) {
    out << "  answer   none\n";
  } else {
    const auto& best = found.candidates[*found.primary];
    out << "  answer   " << type_name(best.type) << ' ' << printable(best.value, columns)
        << fmt::format(", confidence {:.3f}\n", best.confidence);
  }
  for (std::size_t n = 0; n < found.candidates.size(); ++n) {
    paint.candidate(n + 1, message, found.candidates[n], found.primary == n);
  }
  out << '\n';
}

}  // namespace carnet::api::cli
