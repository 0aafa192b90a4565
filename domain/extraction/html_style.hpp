// What an element's attributes say about how its text looks: hidden, large, set apart, a button.
// Reads style, class, id, hidden, role, align-free: inline styles only, since mail clients drop the
// rest. Unknown or broken declarations are ignored; one pass over the attribute text.
#pragma once

#include <cstdint>
#include <string_view>

namespace carnet::extraction {

/// The look of one element. `flags` and `cleared` are bits of `style`.
struct element_look {
  bool hidden = false;
  bool boxed = false;          // background, border radius or padding of its own
  std::uint16_t flags = 0;     // what the element adds for its content
  std::uint16_t cleared = 0;   // what it takes back (a smaller font inside a large one)
  std::string_view href = {};  // raw values of the attributes a reader needs
  std::string_view alt = {};
};

/// Reads the raw attribute text of a start tag.
element_look read_look(std::string_view attributes);

}  // namespace carnet::extraction
