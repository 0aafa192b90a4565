// See code_scan.hpp.

#include "domain/extraction/code_scan.hpp"

#include <algorithm>
#include <array>

#include "domain/extraction/code_shape.hpp"
#include "domain/extraction/codepoint.hpp"

namespace carnet::extraction {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word(char c) { return is_digit(c) || is_letter(c); }

// A host, an address or a URL: its digits belong to it. `chunk` holds no white space.
bool is_address(std::string_view chunk) {
  if (chunk.find("://") != std::string_view::npos) return true;
  if (const std::size_t at = chunk.find('@'); at != std::string_view::npos && at > 0) {
    return at + 1 < chunk.size() && is_word(chunk[at - 1]) && is_word(chunk[at + 1]);
  }
  for (std::size_t dot = chunk.find('.'); dot != std::string_view::npos;
       dot = chunk.find('.', dot + 1)) {
    if (dot == 0 || dot + 2 >= chunk.size() || !is_word(chunk[dot - 1])) continue;
    std::size_t end = dot + 1;
    while (end < chunk.size() && chunk[end] >= 'a' && chunk[end] <= 'z') ++end;
    const bool label_has_letter = is_letter(chunk[dot - 1]) || is_letter(chunk[0]);
    if (label_has_letter && end - dot - 1 >= 2 && (end == chunk.size() || !is_word(chunk[end])))
      return true;
  }
  return false;
}

class line_scanner {
 public:
  line_scanner(document& from, std::uint32_t index, std::size_t limit,
               std::vector<code_spot>& spots)
      : line_(from.lines[index]),
        index_(index),
        limit_(limit),
        spots_(spots),
        text_(std::string_view(from.text).substr(0, line_.end)) {}

  std::size_t scan() {
    for (std::size_t at = line_.begin; at < line_.end;) {
      if (static_cast<unsigned char>(text_[at]) <= 0x20 ||
          static_cast<unsigned char>(text_[at]) >= 0x80) {
        ++at;
        continue;
      }
      std::size_t end = at;
      bool digit_or_capital = false;
      while (end < line_.end && static_cast<unsigned char>(text_[end]) > 0x20 &&
             static_cast<unsigned char>(text_[end]) < 0x80) {
        const char c = text_[end];
        digit_or_capital |= is_digit(c) || (c >= 'A' && c <= 'Z');
        ++end;
      }
      if (digit_or_capital || end - at == 1) scan_chunk(at, end);
      at = end;
    }
    end_groups();
    return numbers_;
  }

 private:
  struct piece {
    std::size_t begin;
    std::size_t end;
  };

  void scan_chunk(std::size_t begin, std::size_t end) {
    if (is_address(text_.substr(begin, end - begin))) {
      end_groups();
      return;
    }
    for (std::size_t at = begin; at < end;) {
      if (!is_word(text_[at])) {
        ++at;
        continue;
      }
      std::size_t stop = at;
      while (stop < end &&
             (is_word(text_[stop]) || (text_[stop] == '-' && stop > at && stop + 1 < end &&
                                       is_word(text_[stop + 1]) && is_word(text_[stop - 1])))) {
        ++stop;
      }
      token(at, stop);
      at = stop;
    }
  }

  void token(std::size_t begin, std::size_t end) {
    if (joins_groups(begin, end)) return;
    end_groups();
    group_.push_back({begin, end});
  }

  // "123 456", "12 34 56", "a u 8 k u f": equal pieces that single gaps separate.
  bool joins_groups(std::size_t begin, std::size_t end) {
    if (group_.empty() || group_.size() > 12) return false;
    const piece& last = group_.back();
    const std::size_t size = last.end - last.begin;
    if (dashed(last, begin, end)) {
      group_.push_back({begin, end});
      return true;
    }
    if (begin != last.end + 1 || (text_[last.end] != ' ' && text_[last.end] != '\t')) return false;
    const bool singles = size == 1 && end - begin == 1;
    if (text_[last.end] == '\t' && !singles) return false;
    const auto digits = [&](std::size_t b, std::size_t e) {
      return std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(b),
                         text_.begin() + static_cast<std::ptrdiff_t>(e), is_digit);
    };
    if (!singles && !(digits(begin, end) && digits(last.begin, last.end))) return false;
    group_.push_back({begin, end});
    return true;
  }

  // "482 - 913", as pages write it whose dash is an element of its own.
  bool dashed(const piece& last, std::size_t begin, std::size_t end) const {
    const auto digits = [&](std::size_t at) {
      return is_digit(text_[at]) && is_digit(text_[at + 1]) && is_digit(text_[at + 2]);
    };
    return group_.size() == 1 && last.end - last.begin == 3 && end - begin == 3 &&
           begin == last.end + 3 && text_.substr(last.end, 3) == " - " && digits(last.begin) &&
           digits(begin);
  }

  void end_groups() {
    if (group_.empty()) return;
    const std::vector<piece> group = std::move(group_);
    group_.clear();
    const std::size_t size = group.front().end - group.front().begin;
    const bool even =
        std::ranges::all_of(group, [&](const piece& p) { return p.end - p.begin == size; });
    if (group.size() == 1) {
      single(group.front().begin, group.front().end);
    } else if (even && size == 1 && group.size() >= 4 && group.size() <= 10) {
      joined(group, reason::spaced_out);
    } else if (even && size >= 2 && size <= 4 && size * group.size() <= 9 &&
               size * group.size() >= 4 && group.size() <= 3) {
      joined(group, reason::grouped_space);
    } else if (group.size() == 2 && size >= 4) {
      single(group.front().begin, group.front().end);
      single(group.back().begin, group.back().end);
    } else {
      ++numbers_;
    }
  }

  void joined(const std::vector<piece>& group, reason how) {
    std::string value;
    for (const piece& p : group) value.append(text_.substr(p.begin, p.end - p.begin));
    const token_form form = form_of(value);
    if (form.digits == 0 && form.uppers == 0) return;
    if (refused(group.front().begin, group.back().end) || value.size() < min_code_length) return;
    if (form.letters() > 0 && !could_be_code(value, form) && how != reason::spaced_out) return;
    add(group.front().begin, group.back().end, std::move(value), form, how);
  }

  void single(std::size_t begin, std::size_t end) {
    const std::string_view token = text_.substr(begin, end - begin);
    if (token.size() < min_code_length || token.size() > 24) {
      numbers_ += is_digit(token.front());
      return;
    }
    const token_form form = form_of(token);
    if (form.digits > 0) ++numbers_;
    if (const std::size_t word = announced(token); word > 0) {
      single(begin + word, end);
      return;
    }
    if (!could_be_code(token, form) || refused(begin, end)) return;
    add(begin, end, std::string(token), form, reason::count_);
  }

  // "OTP-482913": the word before the dash says what the rest is.
  static std::size_t announced(std::string_view token) {
    for (const std::string_view word :
         {"OTP-", "PIN-", "TAN-", "CODE-", "Code-", "code-", "otp-"}) {
      if (token.starts_with(word)) return word.size();
    }
    return 0;
  }

  // What stands directly at the token and makes it part of something else.
  bool refused(std::size_t begin, std::size_t end) const {
    const char before = begin > line_.begin ? text_[begin - 1] : ' ';
    const char before2 = begin > line_.begin + 1 ? text_[begin - 2] : ' ';
    const char after = end < line_.end ? text_[end] : ' ';
    const char after2 = end + 1 < line_.end ? text_[end + 1] : ' ';
    constexpr std::string_view never_before = "/_@+$&\\^~%";
    constexpr std::string_view never_after = "/_@%=\\^~$";
    if (never_before.find(before) != std::string_view::npos) return true;
    if (never_after.find(after) != std::string_view::npos) return true;
    if ((before == '.' || before == ',' || before == ':') && is_digit(before2)) return true;
    if ((after == '.' || after == ',' || after == ':') && is_digit(after2))
      return after != ',' || !counts_on(end + 1);
    const bool named = begin >= line_.begin + 4 && announced(text_.substr(begin - 4, 4)) > 0;
    if (before == '-' && (is_word(before2) || before2 == '+') && !named) return true;
    if (after == '-' && is_word(after2)) return true;
    if ((before == '*') != (after == '*'))
      return before == '*' ? before2 == '*' || is_word(before2) : true;
    if ((after == '\'' || after == '`') && is_letter(after2)) return after2 == 's';
    return glued(begin, end);
  }

  // "662817,5分钟": after the comma another number begins, which a word in a script without spaces
  // follows at once.
  bool counts_on(std::size_t at) const {
    while (at < line_.end && is_digit(text_[at])) ++at;
    return at < line_.end && static_cast<unsigned char>(text_[at]) >= 0x80 &&
           is_unspaced_script(decode_at(text_, at).value);
  }

  bool glued(std::size_t begin, std::size_t end) const {
    if (end < line_.end && static_cast<unsigned char>(text_[end]) >= 0x80) {
      const char32_t next = decode_at(text_, end).value;
      if (is_alphabet_letter(next) || is_currency(next)) return true;
    }
    std::size_t at = begin;
    while (at > line_.begin && (static_cast<unsigned char>(text_[at - 1]) & 0xC0) == 0x80) --at;
    if (at > line_.begin && static_cast<unsigned char>(text_[at - 1]) >= 0xC0) {
      const char32_t previous = decode_at(text_, at - 1).value;
      return is_alphabet_letter(previous) || is_currency(previous) || previous == 0x2116;
    }
    return false;
  }

  static bool is_currency(char32_t c) {
    return (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF) || c == 0x9F2 || c == 0x9F3 ||
           c == 0xE3F || c == 0xFDFC || c == 0xFFE5;
  }

  void add(std::size_t begin, std::size_t end, std::string value, const token_form& form,
           reason how) {
    if (spots_.size() >= limit_) return;
    code_spot spot;
    spot.begin = static_cast<std::uint32_t>(begin);
    spot.end = static_cast<std::uint32_t>(end);
    spot.line = index_;
    spot.shape = shape_reasons(value, form);
    spot.letters_only = form.digits == 0;
    if (how != reason::count_) spot.shape.set(index_of(how));
    // "G-123456": the letter names the sender and is not typed.
    const bool named =
        value.size() >= 7 && value[1] == '-' && form.digits + 1 == form.size() && form.dashes == 1;
    spot.value = named ? value.substr(2) : std::move(value);
    spots_.push_back(std::move(spot));
  }

  const line& line_;
  std::uint32_t index_;
  std::size_t limit_;
  std::vector<code_spot>& spots_;
  std::string_view text_;
  std::vector<piece> group_;
  std::size_t numbers_ = 0;
};

// One character a block ("<div>4</div><div>8</div>…"): the lines of a run are one code.
void scan_stacked(const document& from, std::size_t limit, std::vector<code_spot>& spots) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= from.lines.size(); ++i) {
    const bool one = i < from.lines.size() && from.lines[i].end - from.lines[i].begin == 1 &&
                     is_word(from.text[from.lines[i].begin]) &&
                     (i == begin || from.lines[i].where == from.lines[begin].where);
    if (one) continue;
    const std::size_t count = i - begin;
    if (count >= min_code_length && count <= max_digits && spots.size() < limit) {
      code_spot spot;
      for (std::size_t k = begin; k < i; ++k) spot.value.push_back(from.text[from.lines[k].begin]);
      const token_form form = form_of(spot.value);
      spot.begin = from.lines[begin].begin;
      spot.end = from.lines[i - 1].end;
      spot.line = static_cast<std::uint32_t>(begin);
      spot.shape = shape_reasons(spot.value, form);
      spot.shape.set(index_of(reason::spaced_out));
      spot.shape.set(index_of(reason::own_line));
      spot.letters_only = form.digits == 0;
      if (could_be_code(spot.value, form)) spots.push_back(std::move(spot));
    }
    begin = i + 1;
  }
}

}  // namespace

std::size_t scan_codes(document& from, std::size_t limit, std::vector<code_spot>& spots) {
  std::size_t numbers = 0;
  for (std::uint32_t i = 0; i < from.lines.size(); ++i) {
    numbers += line_scanner(from, i, limit, spots).scan();
  }
  scan_stacked(from, limit, spots);
  from.work += from.text.size();
  return numbers;
}

origin_bound read_origin_bound(const document& from) {
  for (std::size_t i = from.lines.size(); i-- > 0;) {
    if (from.lines[i].where != place::text) continue;
    const std::string_view text = from.text_of(from.lines[i]);
    const std::size_t hash = text.find(" #");
    if (text.size() > 300 || !text.starts_with('@') || hash == std::string_view::npos) return {};
    const std::string_view host = text.substr(1, hash - 1);
    std::string_view code = text.substr(hash + 2);
    code = code.substr(0, std::min(code.find_first_of(" %@"), code.size()));
    if (host.find('.') == std::string_view::npos || host.find(' ') != std::string_view::npos)
      return {};
    if (code.empty() || code.size() > 32) return {};
    return {std::string(host), std::string(code)};
  }
  return {};
}

}  // namespace carnet::extraction
