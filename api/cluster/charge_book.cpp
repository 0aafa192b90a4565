#include "api/cluster/charge_book.hpp"

#include <algorithm>
#include <map>

namespace carnet::cluster {
namespace {

constexpr std::int64_t window_s = 60;

http::problem used_up(std::int64_t wait_s) {
  return {.code = http::error_code::rate_limited,
          .message = "The requests of this minute are used up.",
          .retry_after_s = static_cast<std::uint32_t>(std::max<std::int64_t>(wait_s, 1))};
}

}  // namespace

http::rate_limiter::verdict charge_book::charge(const std::string& key, std::uint32_t per_minute,
                                                partition_id home, std::int64_t unix_s) {
  http::rate_limiter::verdict result;
  const std::lock_guard lock(mutex_);
  if (accounts_.size() >= keys_max) {
    std::erase_if(accounts_, [unix_s](const auto& one) {
      return one.second.unsent + one.second.on_the_way == 0 && one.second.seen_s + 1 < unix_s;
    });
  }
  if (accounts_.size() >= keys_max && !accounts_.contains(key)) return result;
  account& one = accounts_[key];
  // What the owner said holds until the oldest request leaves its window; then it is asked again.
  const bool known = one.left.limit == per_minute && unix_s < one.left.reset_unix_s;
  const std::uint32_t before = one.unsent + one.on_the_way;
  const std::uint32_t left = known ? one.left.remaining : per_minute;
  one.home = home;
  one.per_minute = per_minute;
  one.seen_s = unix_s;
  result.window.limit = per_minute;
  result.window.remaining = left > before ? left - before : 0;
  result.window.reset_unix_s = known ? one.left.reset_unix_s : unix_s + window_s;
  if (result.window.remaining == 0) {
    result.refused = used_up(result.window.reset_unix_s - unix_s);
    return result;
  }
  --result.window.remaining;
  ++one.unsent;
  return result;
}

void charge_book::flush(std::int64_t unix_s) {
  struct message {
    producers::owner_place to;
    std::vector<charge_line> lines;
  };
  std::map<std::string, message> messages;
  {
    const std::lock_guard lock(mutex_);
    for (auto& [key, one] : accounts_) {
      if (one.unsent == 0) continue;
      // Nobody has taken them for a minute: they would not count any more.
      if (one.seen_s + window_s < unix_s) one.unsent = 0;
      const auto stands = standing_(one.home);
      if (one.unsent == 0 || !stands.owner || stands.owner->url.empty()) continue;
      auto& to = messages[stands.owner->url];
      if (to.lines.size() == charge_lines_max) continue;
      to.to = *stands.owner;
      to.lines.push_back({key, one.per_minute, one.unsent});
      one.on_the_way += std::exchange(one.unsent, 0);
    }
  }
  for (auto& [url, one] : messages) {
    std::string text;
    for (const auto& line : one.lines) append_line(text, line);
    send_(one.to, std::move(text),
          [this, lines = std::move(one.lines)](const auto& answer) { settle(lines, answer); });
  }
}

// Counts that got no answer are not sent again: they may have been counted.
void charge_book::settle(const std::vector<charge_line>& sent,
                         const std::optional<std::string>& answer) {
  const auto left = answer ? read_left(*answer) : std::nullopt;
  const std::lock_guard lock(mutex_);
  for (const auto& line : sent) {
    const auto found = accounts_.find(line.key);
    if (found != accounts_.end()) found->second.on_the_way -= line.count;
  }
  if (!left) return;
  for (const auto& line : *left) {
    const auto found = accounts_.find(line.key);
    if (found != accounts_.end()) found->second.left = line.window;
  }
}

}  // namespace carnet::cluster
