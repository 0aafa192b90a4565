#include "domain/text/time_text.hpp"

#include <array>
#include <chrono>

namespace carnet::text {
namespace {

void put_digits(char* out, unsigned value, int width) {
  for (int at = width - 1; at >= 0; --at, value /= 10)
    out[at] = static_cast<char>('0' + value % 10);
}

// Takes `width` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  for (std::size_t at = 0; at < width; ++at) {
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
    value = value * 10 + (text[at] - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

// Fractions of a second, to the microsecond; more digits are read and dropped.
std::optional<unix_us> take_fraction(std::string_view& text) {
  unix_us value = 0;
  int digits = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9';
       text.remove_prefix(1), ++digits) {
    if (digits < 6) value = value * 10 + (text.front() - '0');
  }
  if (digits == 0) return std::nullopt;
  for (; digits < 6; ++digits) value *= 10;
  return value;
}

// "Z" or "+hh:mm", as microseconds to subtract.
std::optional<unix_us> take_zone(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return 0;
  const bool east = take(text, '+');
  if (!east && !take(text, '-')) return std::nullopt;
  const auto hours = take_digits(text, 2);
  if (!hours) return std::nullopt;
  take(text, ':');
  const auto minutes = take_digits(text, 2);
  if (!minutes) return std::nullopt;
  const unix_us offset = (unix_us{*hours} * 3600 + unix_us{*minutes} * 60) * us_per_second;
  return east ? offset : -offset;
}

}  // namespace

iso_text::iso_text(unix_us at) {
  std::string_view("0000-00-00T00:00:00Z").copy(text_.data(), text_.size());
  using namespace std::chrono;
  const sys_seconds second = floor<seconds>(sys_time<microseconds>(microseconds(at)));
  const sys_days day = floor<days>(second);
  const year_month_day date(day);
  const auto in_day = static_cast<unsigned>((second - day).count());
  char* const text = text_.data();
  put_digits(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  put_digits(text + 5, static_cast<unsigned>(date.month()), 2);
  put_digits(text + 8, static_cast<unsigned>(date.day()), 2);
  put_digits(text + 11, in_day / 3600, 2);
  put_digits(text + 14, in_day / 60 % 60, 2);
  put_digits(text + 17, in_day % 60, 2);
}

std::optional<unix_us> from_iso(std::string_view text) {
  using namespace std::chrono;
  std::array<int, 6> part{};
  constexpr std::array<char, 6> before{'\0', '-', '-', 'T', ':', ':'};
  for (std::size_t at = 0; at < part.size(); ++at) {
    if (at > 0 && !take(text, before[at])) return std::nullopt;
    const auto digits = take_digits(text, at == 0 ? 4 : 2);
    if (!digits) return std::nullopt;
    part[at] = *digits;
  }
  const year_month_day date{year(part[0]), month(static_cast<unsigned>(part[1])),
                            day(static_cast<unsigned>(part[2]))};
  if (!date.ok() || part[3] > 23 || part[4] > 59 || part[5] > 60) return std::nullopt;
  unix_us fraction = 0;
  if (take(text, '.')) {
    const auto read = take_fraction(text);
    if (!read) return std::nullopt;
    fraction = *read;
  }
  const auto zone = take_zone(text);
  if (!zone || !text.empty()) return std::nullopt;
  const auto whole =
      sys_days(date).time_since_epoch() + hours(part[3]) + minutes(part[4]) + seconds(part[5]);
  return duration_cast<microseconds>(whole).count() + fraction - *zone;
}

}  // namespace carnet::text
