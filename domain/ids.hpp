// Identifiers as types of their own, so that a project can not be passed where an identity is
// meant. They hold the random part only; the prefix of the wire form ("ident_", "evt_", ...)
// belongs to the type.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace carnet {

template <class Tag>
struct named_id {
  std::string text;  // empty = none

  bool empty() const { return text.empty(); }
  auto operator<=>(const named_id&) const = default;
};

// Fixed widths keep row keys fixed-width; all characters are lower-case base32 (a-z, 2-7).
struct organization_tag {
  static constexpr std::string_view prefix = "org_";
  static constexpr std::size_t width = 12;
};
struct project_tag {
  static constexpr std::string_view prefix = "proj_";
  static constexpr std::size_t width = 12;
};
struct api_key_tag {
  static constexpr std::string_view prefix = "key_";
  static constexpr std::size_t width = 12;
};
struct admin_token_tag {
  static constexpr std::string_view prefix = "adm_";
  static constexpr std::size_t width = 12;
};
struct identity_tag {
  static constexpr std::string_view prefix = "ident_";
  static constexpr std::size_t width = 12;
};
struct export_tag {
  static constexpr std::string_view prefix = "exp_";
  static constexpr std::size_t width = 12;
};
struct event_tag {
  static constexpr std::string_view prefix = "evt_";
  static constexpr std::size_t width = 15;
};
struct sink_tag {
  static constexpr std::string_view prefix = "sink_";
  static constexpr std::size_t width = 12;
};
struct webhook_tag {
  static constexpr std::string_view prefix = "wh_";
  static constexpr std::size_t width = 12;
};

using organization_id = named_id<organization_tag>;
using project_id = named_id<project_tag>;
using api_key_id = named_id<api_key_tag>;
using admin_token_id = named_id<admin_token_tag>;
using identity_id = named_id<identity_tag>;
using export_id = named_id<export_tag>;
using event_id = named_id<event_tag>;
using sink_id = named_id<sink_tag>;
using webhook_id = named_id<webhook_tag>;

constexpr bool is_base32_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); }

// "ident_a1b2…": the form clients see.
template <class Tag>
std::string to_wire(const named_id<Tag>& id) {
  std::string out;
  out.reserve(Tag::prefix.size() + id.text.size());
  return out.append(Tag::prefix).append(id.text);
}

// The id of a wire form, or nothing when prefix, width or alphabet do not fit. A member of a list
// event (see domain/record.hpp) carries four more characters.
template <class Tag>
std::optional<named_id<Tag>> from_wire(std::string_view text) {
  if (!text.starts_with(Tag::prefix)) return std::nullopt;
  text.remove_prefix(Tag::prefix.size());
  if (text.size() != Tag::width) return std::nullopt;
  for (const char c : text) {
    if (!is_base32_char(c)) return std::nullopt;
  }
  return named_id<Tag>{std::string(text)};
}

}  // namespace carnet
