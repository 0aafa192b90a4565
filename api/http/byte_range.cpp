#include "api/http/byte_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace carnet::http {
namespace {

constexpr std::string_view unit = "bytes=";

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  if (digits.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

// first-last, first- or -count.
std::optional<range_wish> parse(std::string_view field, std::uint64_t size) {
  if (!field.starts_with(unit)) return std::nullopt;
  field.remove_prefix(unit.size());
  const auto dash = field.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = number(field.substr(0, dash));
  const auto last = number(field.substr(dash + 1));
  if ((!first && dash != 0) || (!last && dash + 1 != field.size()) || (!first && !last))
    return std::nullopt;
  range_wish wish{.partial = true};
  if (!first) {
    wish.part = {size - std::min(*last, size), size};
    wish.unsatisfiable = *last == 0 || size == 0;
    return wish;
  }
  if (last && *last < *first) return std::nullopt;
  wish.unsatisfiable = *first >= size;
  wish.part = {*first, last && *last < size ? *last + 1 : size};
  return wish;
}

}  // namespace

range_wish read_range(const request& in, std::uint64_t size, std::string_view etag) {
  const range_wish all{.part = {0, size}};
  const auto condition = in.headers.get("If-Range");
  if (!condition.empty() && condition != etag) return all;
  return parse(in.headers.get("Range"), size).value_or(all);
}

std::string content_range(const range_wish& wish, std::uint64_t size) {
  if (wish.unsatisfiable) return fmt::format("bytes */{}", size);
  return fmt::format("bytes {}-{}/{}", wish.part.first, wish.part.end - 1, size);
}

}  // namespace carnet::http
