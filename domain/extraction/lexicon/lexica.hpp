// Names the lexica, one per language family and one for all.
// Only lexica.cpp and the lexicon files include it.
#pragma once

#include <span>

#include "domain/extraction/cue.hpp"

namespace carnet::extraction::lexica {

using words = std::span<const lexicon_entry>;

words english();
words german_dutch();
words nordic();
words romance_iberian();
words romance_eastern();
words slavic_west();
words slavic_east();
words slavic_south();
words baltic_uralic();
words greek_celtic_other();
words turkic_caucasian();
words semitic_iranian();
words indic_north();
words indic_south();
words east_asian();
words southeast_asian();
words other_codes();

}  // namespace carnet::extraction::lexica
