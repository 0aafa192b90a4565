// An empty parameter ("?limit=") is a value like any other and fails where a number is wanted.
#include "api/http/query_reader.hpp"

#include <fmt/format.h>

#include <charconv>

namespace carnet::http {
namespace {

template <class Number>
std::optional<Number> parse(std::string_view text) {
  Number value{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

}  // namespace

bool query_reader::has(std::string_view name) const {
  for (const auto& [key, value] : from_.query) {
    if (key == name) return true;
  }
  return false;
}

void query_reader::fail(std::string_view name, std::string message) {
  if (mistake_) return;
  mistake_ = problem{.code = error_code::invalid_request,
                     .message = std::move(message),
                     .param = std::string(name)};
}

const std::string* query_reader::find(std::string_view name) {
  const std::string* found = nullptr;
  for (const auto& [key, value] : from_.query) {
    if (key != name) continue;
    if (found != nullptr) fail(name, "This parameter is given twice.");
    found = &value;
  }
  return found;
}

std::optional<std::string> query_reader::text(std::string_view name, std::size_t bytes_max) {
  const std::string* found = find(name);
  if (found == nullptr) return {};
  if (found->size() <= bytes_max) return *found;
  fail(name, fmt::format("This parameter must have at most {} bytes.", bytes_max));
  return {};
}

std::vector<std::string> query_reader::texts(std::string_view name, std::size_t count_max,
                                             std::size_t bytes_max) {
  std::vector<std::string> found;
  for (const auto& [key, value] : from_.query) {
    if (key != name) continue;
    if (found.size() == count_max || value.size() > bytes_max) {
      fail(name, fmt::format("This parameter must be given at most {} times, each with at most {} "
                             "bytes.",
                             count_max, bytes_max));
      return {};
    }
    found.push_back(value);
  }
  return found;
}

std::optional<std::int64_t> query_reader::integer(std::string_view name, std::int64_t min,
                                                  std::int64_t max) {
  const std::string* found = find(name);
  if (found == nullptr) return {};
  const auto value = parse<std::int64_t>(*found);
  if (value && *value >= min && *value <= max) return value;
  fail(name, fmt::format("This parameter must be an integer from {} to {}.", min, max));
  return {};
}

std::optional<double> query_reader::number(std::string_view name, double min, double max) {
  const std::string* found = find(name);
  if (found == nullptr) return {};
  const auto value = parse<double>(*found);
  if (value && *value >= min && *value <= max) return value;
  fail(name, fmt::format("This parameter must be a number from {} to {}.", min, max));
  return {};
}

std::optional<bool> query_reader::flag(std::string_view name) {
  const std::string* found = find(name);
  if (found == nullptr) return {};
  if (*found == "true") return true;
  if (*found == "false") return false;
  fail(name, "This parameter must be true or false.");
  return {};
}

}  // namespace carnet::http
