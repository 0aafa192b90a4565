// Sixty counters per key, one per second of the window, and their running sum. A key is found in
// one of a few shards, each under its own lock, held for some dozens of instructions.
#include "api/http/rate_limiter.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <unordered_map>

namespace carnet::http {
namespace {

constexpr std::size_t shard_count = 16;
constexpr std::int64_t window_s = 60;
constexpr std::size_t eviction_tries_max = 8;

class flight final : public lease_source {
 public:
  void give_back(std::size_t amount) noexcept override { count -= amount; }
  std::atomic<std::size_t> count{0};
};

struct entry {
  std::string key;
  std::array<std::uint32_t, window_s> seconds{};  // by unix second modulo sixty
  std::int64_t newest = 0;                        // the last second that was written
  std::uint64_t sum = 0;
  std::shared_ptr<flight> flying = std::make_shared<flight>();

  void slide(std::int64_t now) {
    if (now <= newest) return;  // a clock that steps back counts into the newest second
    const std::int64_t passed = std::min(now - newest, window_s);
    for (std::int64_t i = 1; i <= passed; ++i) {
      auto& second = seconds[static_cast<std::size_t>((newest + i) % window_s)];
      sum -= second;
      second = 0;
    }
    newest = now;
  }

  // When the oldest counted request leaves the window; now, when there is none.
  std::int64_t oldest_leaves() const {
    for (std::int64_t age = window_s - 1; age >= 0; --age) {
      const auto at = static_cast<std::size_t>((newest - age + window_s) % window_s);
      if (seconds[at] != 0) return newest - age + window_s;
    }
    return newest;
  }
};

// What a limit leaves of the key's window.
rate_window window_of(const entry& one, std::uint32_t per_minute, std::int64_t unix_s) {
  rate_window out;
  out.limit = per_minute;
  out.remaining = one.sum < per_minute ? static_cast<std::uint32_t>(per_minute - one.sum) : 0;
  out.reset_unix_s = one.sum == 0 ? unix_s + window_s : one.oldest_leaves();
  return out;
}

problem refusal(std::string message, std::int64_t wait_s) {
  return {.code = error_code::rate_limited,
          .message = std::move(message),
          .retry_after_s = static_cast<std::uint32_t>(std::max<std::int64_t>(wait_s, 1))};
}

}  // namespace

struct rate_limiter::shard {
  std::mutex lock;          // guards everything below, but the counts in flight
  std::list<entry> recent;  // most recently used first
  std::unordered_map<std::string_view, std::list<entry>::iterator> by_key;

  entry& find(std::string_view key) {
    if (const auto found = by_key.find(key); found != by_key.end()) {
      recent.splice(recent.begin(), recent, found->second);
      return recent.front();
    }
    if (by_key.size() >= keys_max / shard_count) evict();
    recent.emplace_front().key = key;
    by_key.emplace(recent.front().key, recent.begin());
    return recent.front();
  }

  // Keys with requests in flight are bounded by the connections, so skipping them is safe.
  void evict() {
    auto last = std::prev(recent.end());
    for (std::size_t i = 0; i < eviction_tries_max && last != recent.begin(); ++i, --last) {
      if (last->flying->count == 0) break;
    }
    by_key.erase(last->key);
    recent.erase(last);
  }
};

rate_limiter::rate_limiter() : shards_(std::make_unique<shard[]>(shard_count)) {}

rate_limiter::~rate_limiter() = default;

rate_limiter::verdict rate_limiter::admit(std::string_view key, rate_rule rule,
                                          std::int64_t unix_s) {
  shard& home = shards_[std::hash<std::string_view>()(key) % shard_count];
  const std::scoped_lock guard(home.lock);
  entry& one = home.find(key);
  one.slide(unix_s);
  verdict result;
  if (rule.per_minute != 0) {
    result.window = window_of(one, rule.per_minute, unix_s);
    if (result.window.remaining == 0) {
      result.refused =
          refusal("The requests of this minute are used up.", result.window.reset_unix_s - unix_s);
      return result;
    }
  }
  if (rule.in_flight != 0 && one.flying->count >= rule.in_flight) {
    result.refused = refusal("Too many requests of this key are in flight.", 1);
    return result;
  }
  ++one.seconds[static_cast<std::size_t>(one.newest % window_s)];
  ++one.sum;
  if (rule.per_minute != 0) --result.window.remaining;
  one.flying->count += 1;
  result.in_flight = lease(one.flying, 1);
  return result;
}

rate_window rate_limiter::charge(std::string_view key, std::uint32_t per_minute,
                                 std::uint32_t amount, std::int64_t unix_s) {
  shard& home = shards_[std::hash<std::string_view>()(key) % shard_count];
  const std::scoped_lock guard(home.lock);
  entry& one = home.find(key);
  one.slide(unix_s);
  one.seconds[static_cast<std::size_t>(one.newest % window_s)] += amount;
  one.sum += amount;
  return window_of(one, per_minute, unix_s);
}

struct hold_counter::places {
  std::mutex lock;  // guards `taken`
  std::unordered_map<std::string, std::size_t> taken;
};

hold_counter::hold_counter() : places_(std::make_shared<places>()) {}

hold_counter::~hold_counter() = default;

namespace {

// Knows its owner's name, so that the last place given back removes the row.
template <class Places>
class place final : public lease_source {
 public:
  place(std::shared_ptr<Places> all, std::string owner)
      : all_(std::move(all)), owner_(std::move(owner)) {}

  void give_back(std::size_t amount) noexcept override {
    const std::scoped_lock guard(all_->lock);
    const auto found = all_->taken.find(owner_);
    if (found == all_->taken.end()) return;
    found->second -= std::min(found->second, amount);
    if (found->second == 0) all_->taken.erase(found);
  }

 private:
  std::shared_ptr<Places> all_;
  std::string owner_;
};

}  // namespace

std::optional<lease> hold_counter::hold(std::string_view owner, std::size_t limit) {
  auto source = std::make_shared<place<places>>(places_, std::string(owner));
  const std::scoped_lock guard(places_->lock);
  std::size_t& taken = places_->taken[std::string(owner)];
  if (taken >= limit) {
    if (taken == 0) places_->taken.erase(std::string(owner));
    return {};
  }
  ++taken;
  return lease(std::move(source), 1);
}

std::size_t hold_counter::held(std::string_view owner) const {
  const std::scoped_lock guard(places_->lock);
  const auto found = places_->taken.find(std::string(owner));
  return found == places_->taken.end() ? 0 : found->second;
}

}  // namespace carnet::http
