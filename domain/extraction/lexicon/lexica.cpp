// The list of all lexica. The order decides nothing but the numbering of matcher states.

#include "domain/extraction/lexicon/lexica.hpp"

#include <array>

namespace carnet::extraction {

std::span<const std::span<const lexicon_entry>> all_lexica() {
  static const std::array lists = {lexica::english(),          lexica::german_dutch(),
                                   lexica::nordic(),           lexica::romance_iberian(),
                                   lexica::romance_eastern(),  lexica::slavic_west(),
                                   lexica::slavic_east(),      lexica::slavic_south(),
                                   lexica::baltic_uralic(),    lexica::greek_celtic_other(),
                                   lexica::turkic_caucasian(), lexica::semitic_iranian(),
                                   lexica::indic_north(),      lexica::indic_south(),
                                   lexica::east_asian(),       lexica::southeast_asian(),
                                   lexica::other_codes()};
  return lists;
}

}  // namespace carnet::extraction
