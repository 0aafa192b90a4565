// What all connections of one server share. Built before the first connection and read by every
// loop; only the atomics change. Inside api/http only.
#pragma once

#include <atomic>
#include <memory>

#include "api/http/router.hpp"
#include "api/http/server.hpp"

namespace carnet::http {

/// A bound on bytes kept for bodies over all connections.
class byte_budget final : public lease_source {
 public:
  explicit byte_budget(std::size_t limit) : limit_(limit) {}

  bool take(std::size_t amount) {
    if (used_.fetch_add(amount, std::memory_order_relaxed) + amount <= limit_) return true;
    used_.fetch_sub(amount, std::memory_order_relaxed);
    return false;
  }
  void give_back(std::size_t amount) noexcept override {
    used_.fetch_sub(amount, std::memory_order_relaxed);
  }

 private:
  const std::size_t limit_;
  std::atomic<std::size_t> used_{0};
};

struct server_context {
  server_context(server_options given, std::vector<route> table)
      : options(std::move(given)),
        routes(std::move(table)),
        body_budget(options.limits.body_bytes_in_flight_max) {}

  const server_options options;
  const router routes;
  byte_budget body_budget;
  std::shared_ptr<request_metrics> metrics;
  std::atomic<std::size_t> connections{0};
  std::atomic<bool> draining{false};
};

}  // namespace carnet::http
