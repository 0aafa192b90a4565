// Requests that this node answers for projects which other nodes own: streams, and reads that name
// their position. They count against the project's limit like all others, and its owner keeps the
// count; this book sends it what was answered here, all keys of a tenth of a second in one message,
// and refuses by what the owner said was left.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "api/cluster/charge_lines.hpp"
#include "api/http/rate_limiter.hpp"
#include "producers/cluster/ownership.hpp"

namespace carnet::cluster {

/// Sends lines to the node at the place; `done` gets its answer, or nothing when it gave none.
using charge_sender = std::function<void(const producers::owner_place&, std::string,
                                         std::function<void(std::optional<std::string>)>)>;

class charge_book {
 public:
  static constexpr std::size_t keys_max = 65'536;
  static constexpr std::chrono::milliseconds pause{100};

  charge_book(std::function<producers::partition_standing(partition_id)> standing,
              charge_sender send)
      : standing_(std::move(standing)), send_(std::move(send)) {}

  /// Counts a request of a key with a limit, or refuses it.
  http::rate_limiter::verdict charge(const std::string& key, std::uint32_t per_minute,
                                     partition_id home, std::int64_t unix_s);

  /// Sends what has been counted since the last time; called every `pause`.
  void flush(std::int64_t unix_s);

 private:
  struct account {
    partition_id home = 0;
    std::uint32_t per_minute = 0;
    std::uint32_t unsent = 0;
    std::uint32_t on_the_way = 0;
    http::rate_window left;  // as the owner said
    std::int64_t seen_s = 0;
  };

  void settle(const std::vector<charge_line>& sent, const std::optional<std::string>& answer);

  const std::function<producers::partition_standing(partition_id)> standing_;
  const charge_sender send_;
  std::mutex mutex_;  // guards accounts_
  std::unordered_map<std::string, account> accounts_;
};

}  // namespace carnet::cluster
