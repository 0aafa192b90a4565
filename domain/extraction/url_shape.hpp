// What a URL says by its form: whether it carries a token made for one reader, whether a click
// tracker hides the target, which words of action, trade or navigation it holds. Linear in the URL;
// allocates nothing. It must not resolve, fetch or decode more than the percent escapes of a URL
// hidden inside another.
#pragma once

#include <cstdint>
#include <string_view>

namespace carnet::extraction {

enum class token_strength : std::uint8_t { none, weak, strong };

struct url_shape {
  std::string_view host;
  token_strength token = token_strength::none;
  bool web = false;         // http or https with a host
  bool tracked = false;     // the visible part is a click tracker's; the token is its own
  bool home = false;        // no path, query or fragment to speak of
  bool action = false;      // verify, confirm, reset, invite …
  bool commerce = false;    // invoice, order, receipt …
  bool navigation = false;  // unsubscribe, help, privacy, settings …
};

/// Reads a URL; anything that is not http(s) comes back with web == false.
url_shape read_url(std::string_view url);

/// The part of a host that was registered, about: "mail.shop.co.uk" gives "shop.co.uk".
std::string_view registered_domain(std::string_view host);

/// Whether two hosts belong together: equal, or of one registered domain.
bool same_site(std::string_view a, std::string_view b);

}  // namespace carnet::extraction
