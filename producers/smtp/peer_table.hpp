// What each peer has: connections and bytes of messages in flight. A peer is an IPv4 address or an
// IPv6 /64 network, since a single IPv6 host has as many addresses as it likes. No peer can use up
// what is meant for all.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "producers/smtp/byte_budget.hpp"
#include "producers/smtp/smtp_limits.hpp"

namespace carnet {

/// Thread-safe; used when a connection opens and closes only. Must outlive its entries.
class peer_table {
 public:
  struct peer {
    explicit peer(std::size_t bytes_max, byte_budget& all) : budget(bytes_max, &all) {}
    byte_budget budget;
  };
  /// One connection's hold on its peer; letting go of it counts the connection out.
  using entry = std::shared_ptr<peer>;

  peer_table(const smtp_server_limits& limits, byte_budget& all) : limits_(limits), all_(all) {}

  /// Counts a connection in; null when a limit forbids it.
  entry enter(const std::string& name) {
    const std::scoped_lock lock(mutex_);
    if (total_ >= limits_.connections_max) return nullptr;
    auto& entered = places_[name];
    if (entered.held == nullptr) {
      entered.held = std::make_unique<peer>(limits_.bytes_in_flight_per_peer_max, all_);
    }
    if (entered.connections >= limits_.connections_per_peer_max) return nullptr;
    ++entered.connections;
    ++total_;
    return {entered.held.get(), [this, name](peer* /*held by the table*/) { leave(name); }};
  }

 private:
  struct place {
    std::unique_ptr<peer> held;
    std::size_t connections = 0;
  };

  void leave(const std::string& name) {
    const std::scoped_lock lock(mutex_);
    --total_;
    const auto found = places_.find(name);
    if (--found->second.connections == 0) places_.erase(found);
  }

  const smtp_server_limits limits_;
  byte_budget& all_;
  std::mutex mutex_;  // guards everything below
  std::unordered_map<std::string, place> places_;
  std::size_t total_ = 0;
};

}  // namespace carnet
