// Reads that wait for something to happen to an identity. Woken by the writer's notices; their time
// limit and their answer at it belong to the HTTP server (exchange::park).
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/ids.hpp"
#include "projections/notices.hpp"

namespace carnet {

class wait_list {
 public:
  // Looks whether the wait is over; true once it is answered or nobody waits any more.
  using attempt = std::move_only_function<bool()>;

  // Tries once, and again at every change of the identity until it is over.
  void add(const identity_id& identity, attempt look);

  // Something happened; called by the writers. Thread safe.
  void notify(std::span<const projections::notice> changes);

  std::size_t size() const;

 private:
  struct wait {
    std::mutex mutex;  // guards what follows: one look at a time
    attempt look;
    bool over = false;
    bool try_once();
  };
  using waits = std::vector<std::shared_ptr<wait>>;

  void wake(const identity_id& identity);
  void forget_over(std::unordered_map<std::string, waits>::iterator of_identity);
  void sweep();

  mutable std::mutex mutex_;  // guards what follows
  std::unordered_map<std::string, waits> by_identity_;
  std::size_t size_ = 0;
  std::size_t sweep_at_ = 1024;  // size at which abandoned waits are looked for
};

}  // namespace carnet
