// How answers from other threads reach an event loop: a lock-free list per loop, filled from any
// thread, emptied by the loop. Only the push that finds the list empty wakes the loop, and a
// completion_batch makes it one push per loop for all answers given while it lives.
#pragma once

#include <array>
#include <atomic>
#include <functional>

namespace carnet::http {

/// A link of the list; complete() runs on the loop's thread, once per push.
class completion {
 public:
  virtual void complete() = 0;

 protected:
  ~completion() = default;

 private:
  friend class completion_list;
  friend class completion_batch;
  completion* next_ = nullptr;
};

class completion_list {
 public:
  /// `wake` must arrange for drain() to be called on the loop's thread; called from any thread.
  explicit completion_list(std::function<void()> wake) : wake_(std::move(wake)) {}

  /// Any thread. Waits for the end of this thread's completion_batch if there is one.
  void push(completion& one);

  /// The loop's thread: completes everything pushed so far, oldest first.
  void drain();

 private:
  friend class completion_batch;
  void push_chain(completion* newest, completion* oldest);

  std::atomic<completion*> newest_{nullptr};
  std::function<void()> wake_;
};

/// Gathers this thread's pushes until it dies. Not nested, not movable.
class completion_batch {
 public:
  completion_batch();
  ~completion_batch();
  completion_batch(const completion_batch&) = delete;
  completion_batch& operator=(const completion_batch&) = delete;

 private:
  friend class completion_list;
  static constexpr std::size_t lists_max = 16;

  struct chain {
    completion_list* list = nullptr;
    completion* newest = nullptr;
    completion* oldest = nullptr;
  };

  bool take(completion_list& list, completion& one);

  std::array<chain, lists_max> chains_{};
};

}  // namespace carnet::http
