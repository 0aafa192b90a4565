// Names to addresses on threads of their own, since getaddrinfo blocks. Questions about one name
// share one lookup, so that a slow name takes one thread and not all; answers are kept for seconds.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/thread_pool.hpp>

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace carnet::outbound {

using addresses = std::vector<boost::asio::ip::address>;

class name_resolver {
 public:
  using taker = std::move_only_function<void(addresses)>;

  explicit name_resolver(std::size_t threads) : pool_(threads) {}
  ~name_resolver();

  // Calls `done` on a thread of the resolver, or at once when the answer is known. No addresses:
  // the name does not resolve.
  void resolve(const std::string& name, taker done);

 private:
  using clock = std::chrono::steady_clock;
  struct entry {
    addresses found;
    clock::time_point good_until{};
    std::vector<taker> waiting;  // not empty: a lookup is under way
  };

  void look_up(const std::string& name);

  static constexpr std::chrono::seconds kept{5};
  static constexpr std::size_t names_max = 4096;

  std::mutex mutex_;  // guards names_
  std::unordered_map<std::string, entry> names_;
  boost::asio::thread_pool pool_;
};

}  // namespace carnet::outbound
