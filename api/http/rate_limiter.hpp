// Requests per minute and requests in flight, per API key. The window slides: a request counts for
// exactly the sixty seconds after its own second. Constant time per request; memory is bounded by
// keys_max, the least recently used idle key is forgotten first. Any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "api/http/errors.hpp"
#include "api/http/lease.hpp"
#include "api/http/request.hpp"

namespace carnet::http {

struct rate_rule {
  std::uint32_t per_minute = 0;  // 0: no limit
  std::uint32_t in_flight = 0;   // 0: no limit
};

class rate_limiter {
 public:
  static constexpr std::size_t keys_max = 65'536;

  rate_limiter();
  ~rate_limiter();
  rate_limiter(const rate_limiter&) = delete;
  rate_limiter& operator=(const rate_limiter&) = delete;

  struct verdict {
    rate_window window;              // reported either way
    lease in_flight;                 // held until the answer; empty when refused
    std::optional<problem> refused;  // rate_limited, with Retry-After
  };

  /// Counts a request of `key` at `unix_s`. A refused request is not counted.
  verdict admit(std::string_view key, rate_rule rule, std::int64_t unix_s);

  /// Counts `amount` requests of `key` that were answered elsewhere, over the limit too; gives what
  /// is left.
  rate_window charge(std::string_view key, std::uint32_t per_minute, std::uint32_t amount,
                     std::int64_t unix_s);

 private:
  struct shard;
  std::unique_ptr<shard[]> shards_;
};

/// Counts what a project holds at one time (parked waits, streams). Any thread; memory is bounded
/// by what is held.
class hold_counter {
 public:
  hold_counter();
  ~hold_counter();
  hold_counter(const hold_counter&) = delete;
  hold_counter& operator=(const hold_counter&) = delete;

  /// A lease on one of `limit` places of `owner`, or nothing when all are taken.
  std::optional<lease> hold(std::string_view owner, std::size_t limit);

  /// How many places `owner` has now.
  std::size_t held(std::string_view owner) const;

 private:
  struct places;
  std::shared_ptr<places> places_;
};

}  // namespace carnet::http
