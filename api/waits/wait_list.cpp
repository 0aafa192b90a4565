#include "api/waits/wait_list.hpp"

#include <algorithm>

namespace carnet {

bool wait_list::wait::try_once() {
  const std::lock_guard lock(mutex);
  if (!over) over = look();
  if (over) look = nullptr;
  return over;
}

void wait_list::add(const identity_id& identity, attempt look) {
  auto added = std::make_shared<wait>();
  added->look = std::move(look);
  {
    const std::lock_guard lock(mutex_);
    if (size_ >= sweep_at_) sweep();
    by_identity_[identity.text].push_back(added);
    ++size_;
  }
  // After it is listed, so that what happens in between is seen by one or the other.
  added->try_once();
}

void wait_list::notify(std::span<const projections::notice> changes) {
  for (const auto& change : changes) {
    switch (change.kind) {
      case projections::notice_kind::mail_released:
      case projections::notice_kind::extraction_found:
      case projections::notice_kind::identity_extended:
      case projections::notice_kind::identity_ended:
        wake(change.identity);
        break;
      case projections::notice_kind::deadline_set:
      case projections::notice_kind::extraction_due:
      case projections::notice_kind::content_shredded:
      case projections::notice_kind::tenancy_changed:
      case projections::notice_kind::stream_grew:
      case projections::notice_kind::webhook_changed:
      case projections::notice_kind::export_due:
      case projections::notice_kind::sink_changed:
        break;
    }
  }
}

void wait_list::wake(const identity_id& identity) {
  waits woken;
  {
    const std::lock_guard lock(mutex_);
    const auto found = by_identity_.find(identity.text);
    if (found == by_identity_.end()) return;
    woken = found->second;
  }
  for (const auto& one : woken) one->try_once();
  const std::lock_guard lock(mutex_);
  const auto found = by_identity_.find(identity.text);
  if (found != by_identity_.end()) forget_over(found);
}

// mutex_ is held.
void wait_list::forget_over(std::unordered_map<std::string, waits>::iterator of_identity) {
  size_ -= std::erase_if(of_identity->second, [](const auto& one) {
    const std::unique_lock lock(one->mutex, std::try_to_lock);
    return lock.owns_lock() && one->over;
  });
  if (of_identity->second.empty()) by_identity_.erase(of_identity);
}

// mutex_ is held. Waits that ended by their limit stay listed until their identity changes or until
// here.
void wait_list::sweep() {
  std::vector<std::string> identities;
  for (auto& [identity, list] : by_identity_) {
    for (const auto& one : list) one->try_once();
    identities.push_back(identity);
  }
  for (const auto& identity : identities) forget_over(by_identity_.find(identity));
  sweep_at_ = std::max<std::size_t>(1024, size_ * 2);
}

std::size_t wait_list::size() const {
  const std::lock_guard lock(mutex_);
  return size_;
}

}  // namespace carnet
