// See code_reasons.hpp. Distances are in bytes of normalised text.

#include "domain/extraction/code_reasons.hpp"

#include <algorithm>
#include <bit>

#include "domain/extraction/code_shape.hpp"
#include "domain/extraction/codepoint.hpp"

namespace carnet::extraction {
namespace {

constexpr std::uint32_t adjacent_before = 40;
constexpr std::uint32_t adjacent_after = 48;
constexpr std::uint32_t label_distance = 14;
constexpr std::uint32_t money_distance = 3;
constexpr std::uint32_t near_distance = 140;
constexpr std::uint32_t near_percent = 48;
constexpr std::uint32_t near_label = 12;
constexpr int readable_cues = 3;

// Labels that name what the number beside them is.
constexpr cue_set labels = code_cues | bit(cue::password) | bit(cue::id_label) | bit(cue::coupon) |
                           bit(cue::phone) | bit(cue::card) | bit(cue::phrase) |
                           bit(cue::lookalike) | bit(cue::money);

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether the point at `at` belongs to an abbreviation: behind the space a small letter or a number
// goes on.
bool abbreviates(std::string_view gap, std::size_t at) {
  if (gap[at] != '.' || at + 2 >= gap.size() || gap[at + 1] != ' ') return false;
  return is_digit(gap[at + 2]) || (gap[at + 2] >= 'a' && gap[at + 2] <= 'z');
}

// Text between a cue and a candidate that keeps them together: no number, no end of a sentence.
bool joins(std::string_view gap) {
  for (std::size_t i = 0; i < gap.size(); ++i) {
    const char c = gap[i];
    if (is_digit(c) || c == '!' || c == '?' || c == ';') return false;
    const bool last = i + 1 == gap.size() || gap[i + 1] == ' ';
    if (c == '.' && last && !abbreviates(gap, i)) return false;
  }
  return gap.find("\xE3\x80\x82") == std::string_view::npos;  // the ideographic full stop
}

// The weaker relation: other numbers may stand between, but no sentence ends.
bool same_sentence(std::string_view gap) {
  for (std::size_t i = 0; i + 1 < gap.size(); ++i) {
    const bool stop = gap[i] == '.' || gap[i] == '!' || gap[i] == '?';
    if (stop && gap[i + 1] == ' ' && !abbreviates(gap, i)) return false;
  }
  return gap.find("\xE3\x80\x82") == std::string_view::npos;
}

// How far a label reaches.
std::uint32_t reach_of(cue what) {
  if ((bit(what) & code_cues) != 0) return adjacent_before;
  return what == cue::money ? money_distance : label_distance;
}

bool has_action(cue_set cues) { return (cues & action_cues) != 0; }
bool has_strong(cue_set cues) {
  return (cues & bit(cue::strong_code)) != 0 || ((cues & bit(cue::code)) != 0 && has_action(cues));
}

class gatherer {
 public:
  gatherer(const document& from, const cue_context& cues, const message_facts& facts,
           const code_spot& spot)
      : from_(from),
        cues_(cues),
        spot_(spot),
        line_(from.lines[spot.line]),
        out_(spot.shape | facts.shared) {}

  reason_set gather() {
    placement();
    look_before();
    look_after();
    around();
    subject();
    stray();
    return out_;
  }

 private:
  void set(reason which, bool on = true) {
    if (on) out_.set(index_of(which));
  }
  std::string_view between(std::uint32_t begin, std::uint32_t end) const {
    return std::string_view(from_.text).substr(begin, end - begin);
  }

  // "Your code is:" stands above, so that a '#' before the number is an ornament.
  bool labelled_above() const {
    const cue_set above = cues_.before_line(from_, spot_.line, 1);
    return (above & code_cues) != 0 && (above & bit(cue::id_label)) == 0;
  }

  // Whether only punctuation surrounds the spot up to the ends of [begin, end).
  bool fills(std::uint32_t begin, std::uint32_t end) const {
    const bool hash_counts = !labelled_above();
    const auto bare = [hash_counts](std::string_view text) {
      for (std::size_t at = 0; at < text.size();) {
        const decoded next = decode_at(text, at);
        const bool word =
            (next.value < 0x80 &&
             (is_digit(text[at]) || (text[at] >= 'A' && text[at] <= 'Z') ||
              (text[at] >= 'a' && text[at] <= 'z') || (text[at] == '#' && hash_counts))) ||
            (next.value >= 0x80 && !is_wide_punctuation(next.value));
        if (word) return false;
        at += next.size;
      }
      return true;
    };
    if (begin > spot_.begin || end < spot_.end || spot_.begin - begin > 16 || end - spot_.end > 16)
      return false;
    return bare(between(begin, spot_.begin)) && bare(between(spot_.end, end));
  }

  void placement() {
    set(reason::in_subject, line_.where == place::subject);
    if (line_.where != place::subject) {
      set(reason::own_line, fills(line_.begin, line_.end));
    }
    if (line_.where != place::html) return;
    const style_run* run = from_.run_at(spot_.begin);
    if (run == nullptr) return;
    const bool last = run == &from_.runs.back();
    const std::uint32_t run_end = std::min(last ? line_.end : (run + 1)->begin, line_.end);
    set(reason::own_element,
        fills(std::max(run->begin, line_.begin), std::max(run_end, spot_.end)));
    const bool own =
        out_.test(index_of(reason::own_element)) || out_.test(index_of(reason::own_line));
    set(reason::emphasised, own && (run->flags & (style_bold | style_mono | style_heading)) != 0);
    set(reason::large_font, own && (run->flags & style_large) != 0);
    set(reason::letter_spaced, own && (run->flags & style_spaced) != 0);
    set(reason::code_class, own && (run->flags & style_code_class) != 0);
  }

  // The nearest label before the spot on its line decides what the number is.
  void look_before() {
    const line_cues& range = cues_.on_line(spot_.line);
    std::uint32_t nearest = 0;
    cue_set adjacent = 0;
    cue_set near = 0;
    std::uint32_t looked = 0;
    cue_set sentence = 0;
    bool entered = false;
    for (std::uint32_t i = first_hit_from(spot_.begin);
         i-- > range.first && looked < max_hits_looked_at;) {
      const cue_hit& hit = cues_.hits()[i];
      ++looked;
      if (spot_.begin - hit.begin > near_distance) break;
      if (hit.end > spot_.begin) continue;
      near |= bit(hit.what);
      if (same_sentence(between(hit.end, spot_.begin))) sentence |= bit(hit.what);
      const std::uint32_t distance = spot_.begin - hit.end;
      entered |= hit.what == cue::enter && distance <= label_distance &&
                 joins(between(hit.end, spot_.begin));
      if ((bit(hit.what) & labels) == 0) continue;
      if (adjacent != 0 && hit.end < nearest) continue;
      const std::uint32_t gap = spot_.begin - hit.end;
      if (gap > reach_of(hit.what) || !joins(between(hit.end, spot_.begin))) continue;
      if (adjacent != 0 && hit.end > nearest) adjacent = 0;
      nearest = hit.end;
      adjacent |= bit(hit.what);
    }
    apply_label(adjacent, near, sentence);
    const cue_set here = cues_.on_line(spot_.line).all;
    set(reason::use_to_act, entered && (has_action(here) || (cues_.subject() & code_cues) != 0));
    set(reason::code_cue_in_sentence, (sentence & code_cues) != 0 && (adjacent & labels) == 0);
  }

  // The first hit of the spot's line that begins at `position` or behind it.
  std::uint32_t first_hit_from(std::uint32_t position) const {
    const line_cues& range = cues_.on_line(spot_.line);
    const auto& hits = cues_.hits();
    const auto at =
        std::lower_bound(hits.begin() + range.first, hits.begin() + range.last, position,
                         [](const cue_hit& hit, std::uint32_t where) { return hit.begin < where; });
    return static_cast<std::uint32_t>(at - hits.begin());
  }

  void apply_label(cue_set adjacent, cue_set near, cue_set sentence) {
    if ((adjacent & code_cues) != 0) {
      const bool strong = (adjacent & bit(cue::strong_code)) != 0 || has_action(near);
      set(strong ? reason::strong_cue_before : reason::weak_cue_before);
    }
    const bool password = (adjacent & bit(cue::password)) != 0 && (adjacent & code_cues) == 0;
    const bool digits = !spot_.letters_only && !out_.test(index_of(reason::mixed_upper)) &&
                        !out_.test(index_of(reason::mixed_lower));
    set(reason::password_before, password && digits);
    set(reason::password_itself, password && !digits);
    if (password && digits) out_.reset(index_of(reason::no_code_cue));
    set(reason::identifier_label,
        (adjacent & bit(cue::id_label)) != 0 && (adjacent & code_cues) == 0);
    set(reason::coupon_context, (sentence & bit(cue::coupon)) != 0);
    const bool named = (adjacent & code_cues) != 0;
    set(reason::phone_context, (sentence & bit(cue::phone)) != 0 && !named);
    set(reason::card_context, (adjacent & bit(cue::card)) != 0);
    set(reason::security_phrase, (sentence & bit(cue::phrase)) != 0 && !named);
    set(reason::currency_near, (adjacent & bit(cue::money)) != 0);
    set(reason::identifier_line, (near & bit(cue::id_label)) != 0);
    set(reason::enter_cue, (near & bit(cue::enter)) != 0);
  }

  void look_after() {
    const line_cues& range = cues_.on_line(spot_.line);
    const std::uint32_t first = first_hit_from(spot_.end);
    const std::uint32_t last = std::min(range.last, first + max_hits_looked_at);
    cue_set adjacent = 0;
    for (std::uint32_t i = first; i < last; ++i) {
      const cue_hit* at = &cues_.hits()[i];
      const std::uint32_t gap = at->begin - spot_.end;
      if (gap > adjacent_after) break;
      if (gap <= 2 && at->what == cue::unit) set(reason::unit_after);
      if (gap <= 2 && at->what == cue::money) set(reason::currency_near);
      if (!joins(between(spot_.end, at->begin))) continue;
      adjacent |= bit(at->what);
      // "Harbor account: 482913 is your code": the words behind it know better.
      if (gap <= near_label && (bit(at->what) & bit(cue::strong_code)) != 0)
        out_.reset(index_of(reason::identifier_label));
    }
    if ((adjacent & code_cues) != 0) {
      set(has_strong(adjacent) ? reason::strong_cue_after : reason::weak_cue_after);
      out_.reset(index_of(reason::phone_context));
    }
    set(reason::coupon_context, (adjacent & bit(cue::coupon)) != 0);
  }

  void around() {
    const cue_set here = cues_.on_line(spot_.line).all;
    if (line_.where != place::subject) {
      const cue_set before = cues_.before_line(from_, spot_.line, 3);
      const bool apart =
          out_.test(index_of(reason::own_line)) || out_.test(index_of(reason::own_element));
      set(reason::strong_cue_previous, apart && has_strong(before));
      set(reason::weak_cue_previous, apart && (before & code_cues) != 0 && !has_strong(before));
      // "Type these digits into the app:" above the number.
      set(reason::enter_cue,
          apart && (cues_.before_line(from_, spot_.line, 2) & bit(cue::enter)) != 0);
      const cue_set last = cues_.before_line(from_, spot_.line, 1);
      const bool labelled = (last & bit(cue::id_label)) != 0 && (last & code_cues) == 0;
      set(reason::identifier_line, labelled && out_.test(index_of(reason::own_line)));
    }
    set(reason::strong_cue_line, has_strong(here));
    set(reason::weak_cue_line, (here & code_cues) != 0 && !has_strong(here));
    const cue_set above = cues_.before_line(from_, spot_.line, 1);
    set(reason::lookalike_line, ((here | above) & bit(cue::lookalike)) != 0);
    set(reason::coupon_context, percent_near(line_));
    if (out_.test(index_of(reason::own_line))) neighbours();
    const bool hash = spot_.begin > line_.begin && from_.text[spot_.begin - 1] == '#';
    set(reason::hash_mark, hash && !labelled_above());
  }

  // "SPRING24 / at checkout for 20 % off", "184022 / visitors": what the lines beside it make of a
  // number that stands alone.
  void neighbours() {
    const cue_set after = cues_.after_line(from_, spot_.line);
    const cue_set before = cues_.before_line(from_, spot_.line, 1);
    const bool next = spot_.line + 1 < from_.lines.size();
    set(reason::coupon_context, ((before | after) & bit(cue::coupon)) != 0 ||
                                    (next && percent_near(from_.lines[spot_.line + 1])) ||
                                    (spot_.line > 0 && percent_near(from_.lines[spot_.line - 1])));
    if (!next || after == 0) return;
    const cue_hit& first = cues_.hits()[cues_.on_line(spot_.line + 1).first];
    const bool named = out_.test(index_of(reason::strong_cue_previous)) ||
                       out_.test(index_of(reason::weak_cue_previous));
    set(reason::unit_after,
        !named && first.what == cue::unit && first.begin == from_.lines[spot_.line + 1].begin);
  }

  // "20 % off with code RED20": a share of a price on the same line.
  bool percent_near(const line& where) const {
    const std::uint32_t begin =
        std::max(where.begin, spot_.begin > near_percent ? spot_.begin - near_percent : 0);
    const std::uint32_t end = std::min(where.end, spot_.end + near_percent);
    if (begin >= end) return false;
    const std::string_view text = between(begin, end);
    const std::size_t sign = text.find('%');
    return sign != std::string_view::npos && sign > 0 &&
           (is_digit(text[sign - 1]) || text[sign - 1] == ' ');
  }

  void subject() {
    if (line_.where == place::subject) return;
    const cue_set all = cues_.subject();
    set(reason::strong_cue_subject, has_strong(all));
    set(reason::weak_cue_subject, (all & code_cues) != 0 && !has_strong(all));
    set(reason::auth_subject, (all & action_cues) != 0);
  }

  // A number in the middle of a sentence that no word beside it explains.
  void stray() {
    for (const reason each :
         {reason::own_line, reason::own_element, reason::strong_cue_before, reason::weak_cue_before,
          reason::password_before, reason::strong_cue_after, reason::weak_cue_after,
          reason::code_cue_in_sentence, reason::use_to_act, reason::retriever_mark}) {
      if (out_.test(index_of(each))) return;
    }
    set(reason::sentence_number);
  }

  const document& from_;
  const cue_context& cues_;
  const code_spot& spot_;
  const line& line_;
  reason_set out_;
};

}  // namespace

// "<#>" opens a message that an application is to read by itself (Android's SMS Retriever).
bool has_retriever_mark(const document& from) {
  return !from.lines.empty() && from.lines.front().where == place::text &&
         from.text_of(from.lines.front()).starts_with("<#>");
}

message_facts gather_facts(const document& from, const cue_context& cues, std::size_t numbers) {
  message_facts facts;
  facts.numbers = numbers;
  const cue_set all = cues.subject() | cues.body();
  const auto set = [&](reason which, bool on) {
    if (on) facts.shared.set(index_of(which));
  };
  set(reason::expiry_message, (cues.body() & bit(cue::expiry)) != 0);
  set(reason::secrecy_message, (cues.body() & bit(cue::secrecy)) != 0);
  set(reason::ignore_message, (cues.body() & bit(cue::ignore)) != 0);
  set(reason::auth_message, (all & action_cues) != 0);
  const bool retrieved = has_retriever_mark(from);
  set(reason::retriever_mark, retrieved);
  set(reason::no_code_cue, (all & code_cues) == 0 && !retrieved);
  // In a language that we can read, a message that brings a code says so, or what it is for.
  constexpr cue_set signs = code_cues | action_cues | bit(cue::password) | bit(cue::enter) |
                            bit(cue::expiry) | bit(cue::secrecy) | bit(cue::ignore);
  set(reason::no_code_sign, (all & signs) == 0 && std::popcount(all) >= readable_cues);
  set(reason::commerce_subject, (cues.subject() & bit(cue::commerce)) != 0);
  set(reason::commerce_message, cues.count(cue::commerce) >= 2);
  set(reason::money_message, cues.count(cue::money) >= 1);
  set(reason::many_numbers, numbers >= 8);
  set(reason::done_message, (all & bit(cue::done)) != 0);
  return facts;
}

reason_set code_reasons(const document& from, const cue_context& cues, const message_facts& facts,
                        const code_spot& spot) {
  return gatherer(from, cues, facts, spot).gather();
}

}  // namespace carnet::extraction
