// Gathers what speaks for and against a link being the action its message asks for: the words of
// the anchor, the words before it, its shape, the form of its URL, where it stands among the other
// links. Bounded work per link.
#pragma once

#include <string_view>
#include <vector>

#include "domain/extraction/code_reasons.hpp"
#include "domain/extraction/cue_context.hpp"
#include "domain/extraction/document.hpp"
#include "domain/extraction/url_shape.hpp"

namespace carnet::extraction {

/// A link with the form of its URL; links to the same target are one, `first` is the best spot.
struct link_case {
  std::uint32_t spot = 0;  // index into document::links
  url_shape shape;
  bool repeated_printed = false;
  bool host_differs = false;
};

/// Links worth scoring: http(s) only, one per target.
std::vector<link_case> collect_links(const document& from);

/// Facts about all links of a message.
struct link_facts {
  std::size_t targets = 0;
  std::size_t buttons = 0;
  std::size_t trackers = 0;
};

/// All reasons of one link but those of an expectation. `sender_host` may be empty.
reason_set link_reasons(const document& from, const cue_context& cues, const message_facts& message,
                        const link_facts& facts, const link_case& link,
                        std::string_view sender_host);

}  // namespace carnet::extraction
