// The paths of MAIL and RCPT and the parameters behind them (RFC 5321 4.1.2, RFC 6531 3.3).
// Strict where a loose reading would let one address be taken for another, forgiving for the blank
// that many clients put before '<'.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carnet {

/// A path as read; `rest` is what stands behind it.
struct smtp_path {
  std::string
      address;  // "" for the null path, else local part, '@' and domain, source route dropped
  std::string_view rest;
  bool is_ascii = true;
};

/// Reads "<...>". Nothing when it is not a path. `postmaster_allowed`: "<postmaster>" needs no
/// domain.
std::optional<smtp_path> read_path(std::string_view text, bool postmaster_allowed);

/// Whether the text is what a path holds between its brackets, "" for the null path included.
bool is_address(std::string_view text, bool postmaster_allowed);

/// One parameter NAME or NAME=VALUE; the name in upper case.
struct smtp_parameter {
  std::string name;
  std::string_view value;
};

/// Takes the next parameter off `text`; nothing at its end. A parameter without a name has name "".
std::optional<smtp_parameter> next_parameter(std::string_view& text);

/// A decimal number of at most 19 digits, the whole of `text`.
std::optional<std::uint64_t> read_number(std::string_view text);

/// ASCII upper case.
std::string upper_case(std::string_view text);

}  // namespace carnet
