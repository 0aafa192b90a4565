// How many streams of a project are open on all nodes. A stream stays on the node that was asked
// for it; the owner of the project keeps the count. A node asks it before it opens one, and tells
// it once a second how many there are, so that what a node held which is gone is free again in
// `forgotten_after`.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "api/cluster/charge_book.hpp"
#include "api/cluster/charge_lines.hpp"
#include "api/http/rate_limiter.hpp"
#include "producers/cluster/ownership.hpp"

namespace carnet::cluster {

class stream_counts {
 public:
  using clock = std::chrono::steady_clock;
  using place_taker = std::move_only_function<void(std::optional<http::lease>)>;

  static constexpr std::chrono::seconds pause{1};
  static constexpr std::chrono::seconds forgotten_after{5};
  static constexpr std::size_t projects_max = 65'536;  // told by other nodes

  stream_counts(std::function<producers::partition_standing(partition_id)> standing,
                charge_sender send);

  /// A place for one more stream, or nothing when `limit` are open. While the owner gives no answer
  /// the streams of this node count alone. Any thread calls `done`, maybe before this returns.
  void take(const std::string& project, partition_id home, std::uint32_t limit, place_taker done);

  /// What another node has open, or wants to: `count` becomes how many of them it may.
  void tell(const std::string& node, std::vector<charge_line>& lines, clock::time_point now);

  /// Tells the owners; called every `pause`.
  void flush();

 private:
  struct account {
    partition_id home = 0;
    std::uint32_t limit = 0;
  };
  struct told {
    std::uint32_t count = 0;
    clock::time_point at;
  };

  std::uint32_t elsewhere(const std::string& project, const std::string& but,
                          clock::time_point now);
  void ask(const producers::owner_place& owner, charge_line line,
           std::move_only_function<void(bool granted)> done);
  std::vector<std::pair<producers::owner_place, std::string>> messages();

  std::uint32_t here(const std::string& project) const;

  http::hold_counter here_;
  const std::function<producers::partition_standing(partition_id)> standing_;
  const charge_sender send_;
  std::mutex mutex_;  // guards what follows
  std::unordered_map<std::string, account> accounts_;
  std::unordered_map<std::string, std::map<std::string, told>> told_;  // by project and node
};

}  // namespace carnet::cluster
