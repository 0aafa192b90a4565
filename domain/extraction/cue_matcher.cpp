// See cue_matcher.hpp. The text is folded character by character while a walk goes on; ASCII, most
// of most mail, is folded by one table lookup.

#include "domain/extraction/cue_matcher.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "domain/extraction/codepoint.hpp"
#include "domain/extraction/cue_trie.hpp"

namespace carnet::extraction {
namespace {

constexpr std::array<unsigned char, 128> make_lower() {
  std::array<unsigned char, 128> table{};
  for (unsigned c = 0; c < 128; ++c) {
    const bool upper = c >= 'A' && c <= 'Z';
    table[c] = static_cast<unsigned char>(upper ? c + 0x20 : c == '\t' ? ' ' : c);
  }
  return table;
}
constexpr auto lower_ascii = make_lower();

bool is_ascii_word(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool in(char32_t value, char32_t low, char32_t high) { return value >= low && value <= high; }

bool opens_at_end(char32_t first) {
  return is_unspaced_script(first) || in(first, 0x900, 0xDFF) || in(first, 0x10A0, 0x10FF) ||
         in(first, 0x530, 0x58F) || in(first, 0x1200, 0x137F);
}

// The letters Arabic and Hebrew write onto the front of a word: and, the, in, to, from, that, as.
bool is_clitic(char32_t value) {
  switch (value) {
    case 0x5D4:
    case 0x5D5:
    case 0x5D1:
    case 0x5DC:
    case 0x5DE:
    case 0x5E9:
    case 0x5DB:
    case 0x648:
    case 0x641:
    case 0x628:
    case 0x643:
    case 0x644:
    case 0x627:
      return true;
    default:
      return false;
  }
}

bool word_goes_on(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return is_ascii_word(byte) && !(byte >= '0' && byte <= '9');
  const char32_t value = decode_at(text, at).value;
  return !is_wide_punctuation(value) && !is_unspaced_script(value);
}

constexpr int max_clitics = 3;

}  // namespace

class cue_matcher::trie : public cue_trie {};

cue_matcher::cue_matcher() {
  auto built = std::make_unique<trie>();
  for (const auto& lexicon : all_lexica()) {
    for (const lexicon_entry& entry : lexicon) {
      std::string_view rest = entry.phrases;
      while (!rest.empty()) {
        const std::size_t bar = std::min(rest.find('|'), rest.size());
        std::string_view phrase = rest.substr(0, bar);
        rest.remove_prefix(std::min(bar + 1, rest.size()));
        if (phrase.empty()) continue;
        const bool star = phrase.ends_with('*');
        if (star) phrase.remove_suffix(1);
        built->add(fold_text(phrase), entry.what, star || opens_at_end(decode_at(phrase, 0).value));
      }
    }
  }
  built->freeze();
  trie_ = std::move(built);
}

cue_matcher::~cue_matcher() = default;

const cue_matcher& cue_matcher::shared() {
  static const cue_matcher matcher;
  return matcher;
}

std::size_t cue_matcher::phrase_count() const { return trie_->phrase_count(); }

namespace {

// Ends of compound words; those of nine letters and less ("barcode", "unicode") mean other things.
struct compound_end {
  std::string_view suffix;
  cue what;
};
constexpr std::array compound_ends = std::to_array<compound_end>({
    {"code", cue::strong_code},
    {"codes", cue::code},
    {"kode", cue::strong_code},
    {"koden", cue::strong_code},
    {"kod", cue::strong_code},
    {"koodi", cue::strong_code},
    {"koodin", cue::strong_code},
    {"koodia", cue::strong_code},
    {"kood", cue::strong_code},
    {"koodisi", cue::strong_code},
    {"kennwort", cue::password},
    {"passwort", cue::password},
    {"rechnung", cue::commerce},
    {"bestellung", cue::commerce},
    {"factuur", cue::commerce},
    {"bestelling", cue::commerce},
    {"faktura", cue::commerce},
    {"fakturaen", cue::commerce},
});
constexpr std::size_t min_compound = 10;

// Emits the cues that are complete at a node. Kept apart from the walk for its rule: inside "promo
// code" the word "code" is no code.
class emitter {
 public:
  explicit emitter(std::vector<cue_hit>& hits) : hits_(hits) {}

  /// A whole word of an alphabet that writes compounds together.
  void word(std::string_view text, std::size_t begin, std::size_t end) {
    if (end - begin < min_compound || end <= cover_end_) return;
    for (const compound_end& each : compound_ends) {
      const std::size_t size = each.suffix.size();
      if (lower_ascii[static_cast<unsigned char>(text[end - 1]) & 0x7F] != each.suffix.back())
        continue;
      bool same = true;
      for (std::size_t i = 0; i < size && same; ++i) {
        const auto byte = static_cast<unsigned char>(text[end - size + i]);
        same = byte < 0x80 && lower_ascii[byte] == static_cast<unsigned char>(each.suffix[i]);
      }
      if (!same) continue;
      hits_.push_back(
          {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), each.what});
      return;
    }
  }

  void emit(cue_set cues, std::size_t begin, std::size_t end) {
    constexpr cue_set covering =
        bit(cue::lookalike) | bit(cue::coupon) | bit(cue::phrase) | bit(cue::id_label);
    if ((cues & covering) != 0 && end > cover_end_) {
      cover_begin_ = begin;
      cover_end_ = end;
      // "Recovery codes" neither are to be typed now nor recover anything.
      covered_ = bit(cue::code) | bit(cue::strong_code);
      if ((cues & bit(cue::lookalike)) != 0) covered_ |= bit(cue::recover) | bit(cue::verify);
      while (!hits_.empty() && hits_.back().begin >= begin &&
             (bit(hits_.back().what) & covered_) != 0) {
        hits_.pop_back();
      }
    }
    if (begin >= cover_begin_ && end <= cover_end_) cues &= ~covered_;
    if ((cues & bit(cue::verify)) != 0 && end > verify_end_) {
      // "Confirm your subscription" is about an address, not about trade.
      verify_begin_ = begin;
      verify_end_ = end;
    }
    if (begin > verify_begin_ && end <= verify_end_) cues &= ~bit(cue::commerce);
    if (begin == password_begin_ || (cues & bit(cue::password)) != 0) {
      // A password that a reader has is not the one that the message brings.
      password_begin_ = begin;
      cues &= ~bit(cue::code);
      if (!hits_.empty() && hits_.back().begin == begin && hits_.back().what == cue::code)
        hits_.pop_back();
    }
    for (unsigned i = 0; cues != 0; ++i, cues >>= 1) {
      if ((cues & 1) == 0) continue;
      hits_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                       static_cast<cue>(i)});
    }
  }

 private:
  std::vector<cue_hit>& hits_;
  std::size_t cover_begin_ = 0;
  std::size_t cover_end_ = 0;
  cue_set covered_ = 0;
  std::size_t verify_begin_ = 0;
  std::size_t verify_end_ = 0;
  std::size_t password_begin_ = std::string_view::npos;
};

// One walk from `begin`; returns the steps it took.
template <class Trie>
std::uint64_t walk(const Trie& trie, std::string_view text, std::size_t begin, emitter& out) {
  std::uint32_t node = Trie::root;
  std::uint64_t steps = 0;
  std::size_t at = begin;
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    ++steps;
    if (byte < 0x80) {
      node = trie.child(node, lower_ascii[byte]);
      if (node == 0) return steps;
      ++at;
    } else {
      const decoded next = decode_at(text, at);
      const folded bytes = fold(next.value);
      for (std::uint32_t i = 0; i < bytes.size; ++i) {
        node = trie.child(node, static_cast<unsigned char>(bytes.bytes[i]));
        if (node == 0) return steps;
      }
      at += next.size;
    }
    if (!trie.has_end(node)) continue;
    const trie_end& ends = trie.ends_at(node);
    const cue_set cues = ends.open | (word_goes_on(text, at) ? 0 : ends.closed);
    if (cues != 0) out.emit(cues, begin, at);
  }
  return steps;
}

}  // namespace

std::uint64_t cue_matcher::find(std::string_view text, std::vector<cue_hit>& hits) const {
  emitter out(hits);
  std::uint64_t steps = text.size();
  bool in_word = false;
  bool after_digit = false;
  int clitics = 0;
  std::size_t word_begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      const bool letter = is_ascii_word(byte) && byte > '9';
      const bool digit = byte >= '0' && byte <= '9';
      // "12GB" starts a word at G, "2fa" at 2.
      if (letter && !in_word) word_begin = at;
      if (!letter && in_word) out.word(text, word_begin, at);
      if (!in_word && (letter || (digit && !after_digit))) steps += walk(*trie_, text, at, out);
      in_word = letter;
      after_digit = digit;
      ++at;
      continue;
    }
    const decoded next = decode_at(text, at);
    const bool unspaced = is_unspaced_script(next.value);
    const bool word = unspaced || !is_wide_punctuation(next.value);
    if (!in_word) clitics = 0;
    if (word && !in_word) word_begin = at;
    const bool start = word && (!in_word || unspaced || (clitics > 0 && clitics <= max_clitics));
    if (start) steps += walk(*trie_, text, at, out);
    const bool could_be_clitic = !in_word || clitics > 0;
    clitics = could_be_clitic && is_clitic(next.value) && clitics < max_clitics ? clitics + 1 : 0;
    in_word = word && !unspaced;
    after_digit = false;
    at += next.size;
  }
  if (in_word) out.word(text, word_begin, text.size());
  return steps;
}

}  // namespace carnet::extraction
