// A Treiber stack that is only ever emptied whole, so the ABA problem does not arise.
#include "api/http/completion.hpp"

#include <utility>

namespace carnet::http {
namespace {

thread_local completion_batch* open_batch = nullptr;

}  // namespace

void completion_list::push(completion& one) {
  if (open_batch != nullptr && open_batch->take(*this, one)) return;
  push_chain(&one, &one);
}

void completion_list::push_chain(completion* newest, completion* oldest) {
  completion* seen = newest_.load(std::memory_order_relaxed);
  do {
    oldest->next_ = seen;
  } while (!newest_.compare_exchange_weak(seen, newest, std::memory_order_release,
                                          std::memory_order_relaxed));
  if (seen == nullptr) wake_();
}

void completion_list::drain() {
  completion* taken = newest_.exchange(nullptr, std::memory_order_acquire);
  completion* ordered = nullptr;
  while (taken != nullptr) {
    completion* next = std::exchange(taken->next_, ordered);
    ordered = std::exchange(taken, next);
  }
  while (ordered != nullptr) {
    completion* next = std::exchange(ordered->next_, nullptr);
    ordered->complete();
    ordered = next;
  }
}

completion_batch::completion_batch() {
  if (open_batch == nullptr) open_batch = this;
}

completion_batch::~completion_batch() {
  if (open_batch != this) return;
  open_batch = nullptr;
  for (const chain& one : chains_) {
    if (one.list != nullptr) one.list->push_chain(one.newest, one.oldest);
  }
}

bool completion_batch::take(completion_list& list, completion& one) {
  for (chain& each : chains_) {
    if (each.list == nullptr) {
      each = {&list, &one, &one};
      return true;
    }
    if (each.list != &list) continue;
    one.next_ = std::exchange(each.newest, &one);
    return true;
  }
  return false;
}

}  // namespace carnet::http
