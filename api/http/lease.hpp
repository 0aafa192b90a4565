// Something counted that is given back exactly once, when the lease dies or is released: a request
// in flight, a parked wait, bytes of a body. What is counted must outlive the lease or be shared.
#pragma once

#include <memory>
#include <utility>

namespace carnet::http {

/// What a lease gives back to.
class lease_source {
 public:
  virtual ~lease_source() = default;
  /// Gives back `amount`; called from any thread.
  virtual void give_back(std::size_t amount) noexcept = 0;
};

class lease {
 public:
  lease() = default;
  lease(std::shared_ptr<lease_source> source, std::size_t amount)
      : source_(std::move(source)), amount_(amount) {}
  lease(lease&& other) noexcept
      : source_(std::move(other.source_)), amount_(std::exchange(other.amount_, 0)) {}
  lease& operator=(lease&& other) noexcept {
    if (this != &other) {
      release();
      source_ = std::move(other.source_);
      amount_ = std::exchange(other.amount_, 0);
    }
    return *this;
  }
  lease(const lease&) = delete;
  lease& operator=(const lease&) = delete;
  ~lease() { release(); }

  explicit operator bool() const { return source_ != nullptr; }

  void release() noexcept {
    if (source_) std::exchange(source_, nullptr)->give_back(amount_);
    amount_ = 0;
  }

 private:
  std::shared_ptr<lease_source> source_;
  std::size_t amount_ = 0;
};

}  // namespace carnet::http
