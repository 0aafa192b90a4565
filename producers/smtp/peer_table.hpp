// How many connections each peer has. A peer is an IPv4 address or an IPv6 /64 network, since a
// single IPv6 host has as many addresses as it likes.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

#include "producers/smtp/smtp_limits.hpp"

namespace carnet {

/// Thread-safe; used when a connection opens and closes only.
class peer_table {
 public:
  explicit peer_table(const smtp_server_limits& limits) : limits_(limits) {}

  /// Counts a connection in; false when a limit forbids it.
  bool enter(const std::string& peer) {
    const std::scoped_lock lock(mutex_);
    if (total_ >= limits_.connections_max) return false;
    auto& count = counts_[peer];
    if (count >= limits_.connections_per_peer_max) return false;
    ++count;
    ++total_;
    return true;
  }

  void leave(const std::string& peer) {
    const std::scoped_lock lock(mutex_);
    --total_;
    const auto found = counts_.find(peer);
    if (--found->second == 0) counts_.erase(found);
  }

 private:
  const smtp_server_limits limits_;
  std::mutex mutex_;  // guards everything below
  std::unordered_map<std::string, std::size_t> counts_;
  std::size_t total_ = 0;
};

}  // namespace carnet
