#include "producers/ingress/parsed_mails.hpp"

#include <utility>

namespace carnet::producers {

void parsed_mails::put(const event_id& id, std::shared_ptr<const parsed_mail> mail,
                       std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  if (!mails_.try_emplace(id.text, entry{std::move(mail), bytes}).second) return;
  order_.push_back(id.text);
  bytes_ += bytes;
  while (bytes_ > bytes_max || order_.size() > mails_max) drop_oldest();
}

std::shared_ptr<const parsed_mail> parsed_mails::take(const event_id& id) {
  const std::lock_guard lock(mutex_);
  auto taken = mails_.extract(id.text);
  if (taken.empty()) return nullptr;
  bytes_ -= taken.mapped().bytes;
  if (order_.front() == id.text) order_.pop_front();
  return std::move(taken.mapped().mail);
}

void parsed_mails::drop_oldest() {
  const auto oldest = mails_.find(order_.front());
  order_.pop_front();
  if (oldest == mails_.end()) return;
  bytes_ -= oldest->second.bytes;
  mails_.erase(oldest);
}

}  // namespace carnet::producers
