// The vocabulary: what a word or phrase tells about the message around it.
// The lexica are data only, one file per language family; how a phrase may be glued to its
// neighbours is decided by its script and by '*' at its ends (cue_matcher.hpp). They must stay free
// of any product's name.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace carnet::extraction {

enum class cue : std::uint8_t {
  code,         // "code", "pin", "password" as a thing to type: weak alone
  strong_code,  // "verification code", "OTP": says outright that a code is meant
  verify,       // verify, confirm, activate, authenticate
  recover,      // reset, recover, unlock, set a new password, delete an account
  invite,       // invitation, accept, join
  login,        // sign in, log in
  password,     // "password" as the thing being protected
  click,        // "click the link", "the button below"
  enter,        // "enter", "type in", "use the following"
  expiry,       // "valid for", "expires in", minutes
  secrecy,      // "do not share"
  ignore,       // "if you did not request this"
  commerce,     // orders, invoices, receipts, shipping, subscriptions
  id_label,     // "order number", "ticket", "ref": what follows is an identifier
  coupon,       // discount, promo, gift: what follows is not a secret of the reader
  money,        // currency names and codes
  phone,        // call, tel, text to
  nav,          // unsubscribe, privacy, terms, help, settings, view in browser, stores
  view,         // view, see, read, open, download: a link to look at something
  done,         // "was changed", "new sign-in": the message reports, it asks nothing
  unit,         // GB, kg, minutes …: what precedes is a quantity
  card,         // "ending in", "card no"
  phrase,       // "security phrase", "reference word": shown to compare, not to type
  lookalike,    // barcode, unicode, source code: the word code in another sense
  count_
};

inline constexpr std::size_t cue_count = static_cast<std::size_t>(cue::count_);
static_assert(cue_count <= 32);

/// A set of cues, one bit each.
using cue_set = std::uint32_t;
constexpr cue_set bit(cue which) { return cue_set{1} << static_cast<unsigned>(which); }

/// Phrases of one meaning, separated by '|', in ordinary spelling.
struct lexicon_entry {
  cue what;
  std::string_view phrases;
};

/// Every lexicon of the program, in a fixed order.
std::span<const std::span<const lexicon_entry>> all_lexica();

}  // namespace carnet::extraction
