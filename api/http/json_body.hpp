// Strict parsing of a JSON text (RFC 8259): one value, valid UTF-8, nesting at most 32, no member
// named twice in one object, bounded arrays and objects. What lenient parsers let pass is where two
// readers of one body start to disagree.
#pragma once

#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>

#include <expected>
#include <string>
#include <string_view>

#include "api/http/errors.hpp"

namespace carnet::http {

inline constexpr std::size_t json_depth_max = 32;
inline constexpr std::size_t json_members_max = 10'000;
inline constexpr std::size_t json_elements_max = 100'000;

/// The value, allocated from `storage`; or the refusal, naming the member where one is at fault.
std::expected<boost::json::value, problem> parse_json(std::string_view text,
                                                      boost::json::storage_ptr storage);

/// Appends the value as compact JSON, numbers laid out as JavaScript does. At most as deep as
/// parse_json lets a value be.
void append_json_value(std::string& out, const boost::json::value& value);

/// Appends "/" and the member's name, escaped as a JSON pointer wants it (RFC 6901).
void append_pointer(std::string& pointer, std::string_view member);

}  // namespace carnet::http
