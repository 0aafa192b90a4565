#include "producers/outbound/answer_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <climits>
#include <optional>

namespace carnet::outbound {
namespace {

constexpr duration_s longest = 366 * 24 * 3600;

// A number too large to be held is the largest one: an endpoint that asks for ever is heeded.
std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ptr != text.data() + text.size()) return std::nullopt;
  if (read.ec == std::errc::result_out_of_range) return text.starts_with('-') ? INT_MIN : INT_MAX;
  return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

// "Sun, 06 Nov 1994 08:49:37 GMT", the one form that servers send.
std::optional<std::int64_t> from_http_date(std::string_view text) {
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
  const auto month = std::ranges::find(months, text.substr(8, 3));
  const auto day = number(text.substr(5, 2));
  const auto year = number(text.substr(12, 4));
  const auto hour = number(text.substr(17, 2));
  const auto minute = number(text.substr(20, 2));
  const auto second = number(text.substr(23, 2));
  if (month == months.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(unsigned(month - months.begin()) + 1),
                                         std::chrono::day(unsigned(*day))};
  if (!date.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return std::int64_t{days} * 86400 + *hour * 3600 + *minute * 60 + *second;
}

}  // namespace

duration_s read_retry_after(std::string_view field, std::int64_t unix_s) {
  if (const auto seconds = number(field)) return std::clamp<duration_s>(*seconds, 0, longest);
  const auto date = from_http_date(field);
  return date ? std::clamp<duration_s>(*date - unix_s, 0, longest) : 0;
}

}  // namespace carnet::outbound
