// Reads that named a position this node has not applied yet. Woken by the writers; their time limit
// and their answer at it belong to the HTTP server (exchange::park). A wait is an entry in a map,
// no thread.
#pragma once

#include <atomic>
#include <map>
#include <mutex>

#include "api/http/exchange.hpp"
#include "storage/log/position.hpp"

namespace carnet {

class position_waits {
 public:
  // Keeps a parked exchange until the position is reached. The caller looks at the state again
  // afterwards and calls reached() itself when that was in between.
  void add(position at, http::exchange parked);

  // Everything up to here can be read: repeats the requests that waited for it. Thread safe, and
  // nearly free while nobody waits.
  void reached(position at);

  // Whether reached() may have something to do.
  bool any() const { return size_.load() > 0; }

  // How many wait at this moment; walks over all of them.
  std::size_t count();

 private:
  using waits = std::multimap<position, http::exchange>;

  void forget_abandoned();

  std::mutex mutex_;  // guards waits_ and sweep_at_
  waits waits_;
  std::size_t sweep_at_ = 1024;  // size at which abandoned waits are looked for
  std::atomic<std::size_t> size_ = 0;
};

}  // namespace carnet
