// A deadline that moves away stays linked where it is; the turn that finds it early links it anew.
#include "api/http/deadline_wheel.hpp"

namespace carnet::http {

deadline_wheel::deadline_wheel() {
  for (anchor& slot : slots_) slot.next_ = slot.previous_ = &slot;
}

void deadline_wheel::set(timed& one, std::chrono::milliseconds from_now) {
  const auto ticks = (from_now + tick_length - std::chrono::milliseconds(1)) / tick_length + 1;
  one.due_ = now_ + static_cast<std::uint64_t>(ticks);
  if (one.next_ != nullptr && one.slot_at_ <= one.due_) return;
  if (one.next_ != nullptr) unlink(one);
  link(one);
}

void deadline_wheel::cancel(timed& one) {
  one.due_ = 0;
  if (one.next_ != nullptr) unlink(one);
}

void deadline_wheel::link(timed& one) {
  one.slot_at_ = one.due_;
  anchor& slot = slots_[one.due_ % slot_count];
  one.next_ = slot.next_;
  one.previous_ = &slot;
  slot.next_->previous_ = &one;
  slot.next_ = &one;
}

void deadline_wheel::unlink(timed& one) {
  one.previous_->next_ = one.next_;
  one.next_->previous_ = one.previous_;
  one.next_ = one.previous_ = nullptr;
}

void deadline_wheel::turn() {
  ++now_;
  // The slot's list is taken over by a local anchor: what the calls link meanwhile, even into the
  // same slot, is not visited in this turn, and what they unlink leaves the local list.
  anchor& slot = slots_[now_ % slot_count];
  anchor visiting;
  visiting.next_ = visiting.previous_ = &visiting;
  if (slot.next_ == &slot) return;
  visiting.next_ = slot.next_;
  visiting.previous_ = slot.previous_;
  visiting.next_->previous_ = &visiting;
  visiting.previous_->next_ = &visiting;
  slot.next_ = slot.previous_ = &slot;
  while (visiting.next_ != &visiting) {
    timed& one = *visiting.next_;
    unlink(one);
    if (one.due_ > now_) {
      link(one);
      continue;
    }
    one.due_ = 0;
    one.on_deadline();
  }
}

}  // namespace carnet::http
