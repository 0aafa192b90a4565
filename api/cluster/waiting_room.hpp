// Requests that wait a moment and are then handed to their handler once more: while a partition has
// no owner, or its owner can not be reached.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "api/http/exchange.hpp"

namespace carnet::cluster {

class waiting_room {
 public:
  static constexpr std::chrono::milliseconds pause{50};
  static constexpr std::size_t places_max = 8192;

  waiting_room();
  ~waiting_room();  // stop()

  /// Repeats the request after the pause; answers `unavailable` when all places are taken.
  void add(http::exchange one);

  /// Lets everybody go at once, and whoever comes from here on.
  void stop();

  std::size_t waiting() const;

 private:
  struct place {
    std::chrono::steady_clock::time_point until;
    http::exchange who;
  };

  void run();

  mutable std::mutex mutex_;  // guards the two below
  std::deque<place> places_;  // in order of `until`
  bool stopping_ = false;
  std::condition_variable woken_;
  std::thread thread_;
};

}  // namespace carnet::cluster
