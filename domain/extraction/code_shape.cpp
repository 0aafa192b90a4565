// See code_shape.hpp.

#include "domain/extraction/code_shape.hpp"

#include <algorithm>
#include <array>

namespace carnet::extraction {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// Letter pairs that words of European languages are full of; random letters hit about one in four.
constexpr std::string_view common_pairs =
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve "
    "co me "
    "de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us "
    "ac ot "
    "il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im "
    "mi ai "
    "sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke fr oo "
    "av ag "
    "if ap gr od bo sp rd do uc bu ei ov by rm ep tt oc fa ef cu rn sc gi da yo cr cl du ga qu ue "
    "ff ba "
    "ey ls va um pp ua up lu go ht ru ug ds lt pi rc rr eg au ck ew mu br bi pt ak pu ui rg ib tl "
    "ny ki "
    "rk ys ob mm fu ph og ms ye ud mb ip ub oi rl gu dr hr cc tw ft wn nu af hu nn eo vo rv nf xp "
    "gn sm "
    "fl iz ok nl my gl aw ju oa eq sy sl ps jo lf nv je nk kn gs dy hy ze ks xt bs ik dd pt ex xc";

constexpr std::array<std::array<bool, 26>, 26> make_pairs() {
  std::array<std::array<bool, 26>, 26> table{};
  for (std::size_t i = 0; i + 1 < common_pairs.size(); i += 3) {
    table[static_cast<std::size_t>(common_pairs[i] - 'a')]
         [static_cast<std::size_t>(common_pairs[i + 1] - 'a')] = true;
  }
  return table;
}
constexpr auto pairs = make_pairs();

bool is_year(std::string_view token) {
  return token.size() == 4 && (token.starts_with("19") || token.starts_with("20"));
}

// "150ppm", "28days", "5th", "16GB": a quantity with its unit.
bool is_quantity(std::string_view token, const token_form& form) {
  if (form.turns != 1 || form.dashes != 0 || !is_digit(token.front())) return false;
  return form.letters() <= 4 && (form.lowers > 0 || form.letters() <= 2);
}

// "iPhone15", "Android14", "build204": a name with a number at its end.
bool is_name_with_number(std::string_view token, const token_form& form) {
  if (form.turns != 1 || form.lowers < 3 || form.dashes > 0 || form.digits > 4) return false;
  return form.uppers > 0 || is_digit(token.front()) || form.lowers > 4 || reads_like_word(token);
}

reason digits_reason(std::size_t digits) {
  switch (digits) {
    case 4:
      return reason::digits_4;
    case 5:
      return reason::digits_5;
    case 6:
      return reason::digits_6;
    case 7:
      return reason::digits_7;
    case 8:
      return reason::digits_8;
    default:
      return reason::digits_long;
  }
}

}  // namespace

token_form form_of(std::string_view token) {
  token_form form;
  int previous = 0;
  std::size_t group = 0;
  std::size_t first_group = 0;
  char first = 0;
  for (const char c : token) {
    if (c == '-') {
      if (first_group == 0) first_group = group;
      form.even_groups = form.even_groups && group == first_group;
      group = 0;
      ++form.dashes;
      continue;
    }
    ++group;
    const int kind = is_digit(c) ? 1 : 2;
    form.digits += kind == 1;
    form.uppers += is_upper(c);
    form.lowers += is_lower(c);
    if (previous != 0 && previous != kind) ++form.turns;
    previous = kind;
    if (first == 0) first = c;
    form.one_character = form.one_character && c == first;
  }
  if (form.dashes > 0) form.even_groups = form.even_groups && group == first_group;
  return form;
}

bool could_be_code(std::string_view token, const token_form& form) {
  const std::size_t size = form.size();
  if (size < min_code_length || form.dashes > 3) return false;
  if (form.letters() == 0) {
    if (size > max_digits) return false;
    return form.dashes == 0 || (form.even_groups && form.dashes <= 3 && size <= 9);
  }
  if (form.digits == 0) {
    if (form.lowers > 0 || (form.dashes > 0 && !form.even_groups)) return false;
    const bool masked = form.one_character && (token.front() == 'X' || token.front() == 'x');
    return size <= (form.dashes > 0 ? max_mixed : max_letters) && !masked;
  }
  if (size > max_mixed || is_quantity(token, form) || is_name_with_number(token, form))
    return false;
  return form.lowers == 0 || form.uppers == 0 || form.turns >= 2;
}

bool reads_like_word(std::string_view letters) {
  std::size_t seen = 0;
  std::size_t common = 0;
  for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
    const char base = is_upper(letters[i]) ? 'A' : 'a';
    const bool same = base == 'A' ? is_upper(letters[i + 1]) : is_lower(letters[i + 1]);
    if (!same || (base == 'a' && !is_lower(letters[i]))) continue;
    ++seen;
    common += pairs[static_cast<std::size_t>(letters[i] - base)]
                   [static_cast<std::size_t>(letters[i + 1] - base)];
  }
  return seen > 0 && common * 10 >= seen * 7;
}

reason_set shape_reasons(std::string_view token, const token_form& form) {
  reason_set out;
  const auto set = [&](reason which) { out.set(index_of(which)); };
  if (form.letters() == 0) {
    set(digits_reason(form.digits));
    if (token.front() == '0') set(reason::leading_zero);
    if (form.dashes == 0 && is_year(token)) set(reason::year_like);
    if (form.dashes == 0 && token.ends_with("000")) set(reason::round_number);
  } else if (form.digits == 0) {
    set(reason::letters_only);
    if (!form.one_character && reads_like_word(token)) set(reason::word_like);
  } else {
    set(form.lowers > 0 ? reason::mixed_lower : reason::mixed_upper);
  }
  if (form.dashes > 0) set(reason::grouped_dash);
  return out;
}

}  // namespace carnet::extraction
