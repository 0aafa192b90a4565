// Times as this surface writes them; domain/text/time_text.hpp describes them.
#pragma once

#include "domain/text/time_text.hpp"

namespace carnet::aidenid {

using text::from_iso;
using text::iso_text;
using text::to_iso;

}  // namespace carnet::aidenid
