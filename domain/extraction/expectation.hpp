// Whether a message, a code or a link comes from where its reader expects it. The sender named here
// is what the message says about itself; whether it says the truth is for ingress to know.
#pragma once

#include <cstdint>
#include <string_view>

#include "domain/extraction/url_shape.hpp"

namespace carnet::extraction {

/// What an identity was told to expect; empty members expect nothing.
struct expectation {
  std::string_view sender;  // an address, compared whole
  std::string_view host;    // the host itself and every host below it

  bool any() const { return !sender.empty() || !host.empty(); }
};

enum class provenance : std::uint8_t {
  open,      // nothing is expected
  expected,  // the sender is the one, or of the host
  unknown,   // only a host is expected and the message names no sender (SMS)
  stranger,
};

/// Whether `host` is `expected` or lies below it ("a.b.example" in "b.example"), whatever the case.
bool within_host(std::string_view host, std::string_view expected);

/// The address in a From field, without display name and angle brackets.
std::string_view address_of(std::string_view from);

/// Judges a message by its From.
provenance provenance_of(std::string_view from, const expectation& expected);

/// Judges a code of a message of that provenance; `bound_host` is that of its origin-bound line, if
/// any. A line that names another host makes it a stranger's.
provenance provenance_of_code(provenance message, std::string_view bound_host,
                              const expectation& expected);

/// Judges a link of a message of that provenance. A click tracker hides its target: it is taken for
/// what its message is.
provenance provenance_of_link(provenance message, const url_shape& link,
                              const expectation& expected);

}  // namespace carnet::extraction
