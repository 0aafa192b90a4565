// A list that grows while others read it: what is in it keeps its place and its address until the
// list ends. One thread at a time appends; any thread reads, without a lock.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

#include "domain/check.hpp"

namespace carnet::storage {

template <class T>
class append_only_list {
 public:
  explicit append_only_list(std::size_t capacity)
      : capacity_(capacity), places_(std::make_unique<std::unique_ptr<T>[]>(capacity)) {}

  std::size_t size() const { return size_.load(std::memory_order_acquire); }
  bool contains(std::size_t n) const { return n < size(); }

  T& operator[](std::size_t n) const {
    check(contains(n), "a place of the list is taken");
    return *places_[n];
  }

  T& append(std::unique_ptr<T> made) {
    const std::size_t n = size_.load(std::memory_order_relaxed);
    check(n < capacity_, "the list has room");
    places_[n] = std::move(made);
    size_.store(n + 1, std::memory_order_release);
    return *places_[n];
  }

  template <class... Arguments>
  T& emplace(Arguments&&... arguments) {
    return append(std::make_unique<T>(std::forward<Arguments>(arguments)...));
  }

  class iterator {
   public:
    explicit iterator(const std::unique_ptr<T>* at) : at_(at) {}
    T& operator*() const { return **at_; }
    iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const iterator&) const = default;

   private:
    const std::unique_ptr<T>* at_;
  };

  // What is in it as of begin(), or more.
  iterator begin() const { return iterator(places_.get()); }
  iterator end() const { return iterator(places_.get() + size()); }

 private:
  const std::size_t capacity_;
  const std::unique_ptr<std::unique_ptr<T>[]> places_;
  std::atomic<std::size_t> size_{0};
};

}  // namespace carnet::storage
