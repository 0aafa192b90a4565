// The members' side of a body_reader: one function per type. A required member is the optional one
// plus a refusal when it is absent.
#include <fmt/format.h>

#include <cmath>

#include "api/http/body_state.hpp"
#include "api/http/json_body.hpp"

namespace carnet::http {
namespace {

namespace json = boost::json;

// 24 and 24.0 are the same JSON number; 24.5 and what no 64-bit integer holds are no integers.
std::optional<std::int64_t> as_integer(const json::value& from) {
  constexpr double bound = 9'007'199'254'740'992.0;  // doubles beyond 2^53 skip integers
  if (const auto* number = from.if_int64()) return *number;
  const auto* number = from.if_double();
  if (number == nullptr || std::fabs(*number) > bound || std::trunc(*number) != *number) return {};
  return static_cast<std::int64_t>(*number);
}

std::optional<double> as_number(const json::value& from) {
  if (const auto* number = from.if_double()) return *number;
  if (const auto* number = from.if_int64()) return static_cast<double>(*number);
  if (const auto* number = from.if_uint64()) return static_cast<double>(*number);
  return {};
}

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

}  // namespace

std::optional<std::string> object_reader::text(std::string_view name, text_rule rule) {
  const json::value* found = find(name);
  if (found == nullptr) return {};
  const json::string* value = found->if_string();
  if (value == nullptr) {
    fail(name, "This member must be a string.");
  } else if (value->size() > rule.bytes_max || value->size() < rule.bytes_min) {
    fail(name, fmt::format("This member must have {} to {} bytes of UTF-8.", rule.bytes_min,
                           rule.bytes_max));
  } else {
    return std::string(view(*value));
  }
  return {};
}

std::optional<std::int64_t> object_reader::integer(std::string_view name, std::int64_t min,
                                                   std::int64_t max) {
  const json::value* found = find(name);
  if (found == nullptr) return {};
  const auto value = as_integer(*found);
  if (value && *value >= min && *value <= max) return value;
  fail(name, fmt::format("This member must be an integer from {} to {}.", min, max));
  return {};
}

std::optional<double> object_reader::number(std::string_view name, double min, double max) {
  const json::value* found = find(name);
  if (found == nullptr) return {};
  const auto value = as_number(*found);
  if (value && *value >= min && *value <= max) return value;
  fail(name, fmt::format("This member must be a number from {} to {}.", min, max));
  return {};
}

std::optional<bool> object_reader::flag(std::string_view name) {
  const json::value* found = find(name);
  if (found == nullptr) return {};
  if (const bool* value = found->if_bool()) return *value;
  fail(name, "This member must be true or false.");
  return {};
}

std::optional<std::vector<std::string>> object_reader::texts(std::string_view name,
                                                             list_rule rule) {
  const json::value* found = find(name);
  if (found == nullptr) return {};
  const json::array* values = found->if_array();
  if (values == nullptr || values->size() > rule.count_max) {
    fail(name, fmt::format("This member must be an array of at most {} strings.", rule.count_max));
    return {};
  }
  std::vector<std::string> texts;
  for (const json::value& one : *values) {
    const json::string* value = one.if_string();
    if (value == nullptr || value->size() > rule.bytes_max) {
      record(fmt::format("{}/{}", pointer(name), texts.size()),
             fmt::format("This element must be a string of at most {} bytes.", rule.bytes_max));
      return {};
    }
    texts.emplace_back(view(*value));
  }
  return texts;
}

std::optional<object_reader> object_reader::object(std::string_view name) {
  const json::value* found = find(name);
  if (found == nullptr) return {};
  auto inner = enter(*found, pointer(name));
  if (!inner) fail(name, "This member must be an object.");
  return inner;
}

std::optional<std::vector<object_reader>> object_reader::objects(std::string_view name,
                                                                 std::size_t count_max) {
  const json::value* found = find(name);
  if (found == nullptr) return {};
  const json::array* values = found->if_array();
  if (values == nullptr || values->size() > count_max) {
    fail(name, fmt::format("This member must be an array of at most {} objects.", count_max));
    return {};
  }
  std::vector<object_reader> readers;
  for (const json::value& one : *values) {
    const std::string at = fmt::format("{}/{}", pointer(name), readers.size());
    auto inner = enter(one, at);
    if (!inner) {
      record(at, "This element must be an object.");
      return {};
    }
    readers.push_back(*inner);
  }
  return readers;
}

std::optional<std::string> object_reader::object_text(std::string_view name,
                                                      std::size_t bytes_max) {
  const json::value* found = find(name);
  if (found == nullptr) return {};
  if (!found->is_object()) {
    fail(name, "This member must be an object.");
    return {};
  }
  std::string text;
  append_json_value(text, *found);
  if (text.size() <= bytes_max) return text;
  fail(name, fmt::format("This member must have at most {} bytes as compact JSON.", bytes_max));
  return {};
}

std::string object_reader::required_text(std::string_view name, text_rule rule) {
  return require(name) != nullptr ? text(name, rule).value_or(std::string()) : std::string();
}

std::int64_t object_reader::required_integer(std::string_view name, std::int64_t min,
                                             std::int64_t max) {
  return require(name) != nullptr ? integer(name, min, max).value_or(min) : min;
}

std::vector<std::string> object_reader::required_texts(std::string_view name, list_rule rule) {
  if (require(name) == nullptr) return {};
  return texts(name, rule).value_or(std::vector<std::string>());
}

std::vector<object_reader> object_reader::required_objects(std::string_view name,
                                                           std::size_t count_max) {
  if (require(name) == nullptr) return {};
  return objects(name, count_max).value_or(std::vector<object_reader>());
}

}  // namespace carnet::http
