#include "storage/log/kafka_key_map.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "storage/log/big_endian.hpp"

namespace carnet::storage {
namespace {

using std::chrono::steady_clock;
using subject_set = std::set<std::string, std::less<>>;

}  // namespace

void kafka_key_map::apply_locked(std::string_view subject, std::string_view wrapped) {
  if (!wrapped.empty()) {
    keys_.insert_or_assign(std::string(subject), std::string(wrapped));
    if (const auto found = removed_.find(subject); found != removed_.end()) removed_.erase(found);
    return;
  }
  if (const auto found = keys_.find(subject); found != keys_.end()) keys_.erase(found);
  removed_.emplace(subject);
}

void kafka_key_map::apply(std::span<const key_change> changes) {
  const std::lock_guard lock(changing_);
  for (const key_change& change : changes) apply_locked(change.subject, change.wrapped);
}

result<void> kafka_key_map::take(const stored_message& message) {
  const std::string_view key = message.key();
  const std::string_view value = message.value();
  const std::lock_guard lock(changing_);
  if (key.starts_with(data_key_tag)) {
    apply_locked(key.substr(1), value);
  } else if (!key.starts_with(epoch_tag) || !take_claim(value)) {
    return fail(failure_code::corrupt,
                fmt::format("topic {} partition {} offset {}: this is no data key",
                            cursor_.place().topic, cursor_.place().partition, message.offset()));
  }
  return {};
}

// The caller holds changing_. Whether it is a claim at all.
bool kafka_key_map::take_claim(std::string_view value) {
  constexpr std::size_t width = sizeof(writer_epoch);
  const bool handed_over = value.size() == width + 1 && value.back() == handed_over_mark;
  const bool timed = value.size() == width + sizeof(std::uint32_t);
  if (value.size() != width && !handed_over && !timed) return false;
  const auto lease_ms = timed ? load_big_endian<std::uint32_t>(value.data() + width) : 0;
  claimed_ = {load_big_endian<writer_epoch>(value.data()), handed_over,
              std::chrono::milliseconds(lease_ms), boot_now()};
  return true;
}

// Takes messages until the cursor stands at `end`, or while some are there.
result<void> kafka_key_map::advance(std::optional<std::int64_t> end,
                                    steady_clock::time_point deadline) {
  if (!cursor_.started()) {
    if (auto started = cursor_.start(next_offset_); !started) return started;
  }
  while (!end || cursor_.position() < *end) {
    const auto message = cursor_.next(deadline, /*until_end=*/true);
    if (!message) {
      cursor_.stop();
      return std::unexpected(message.error());
    }
    if (*message) {
      if (auto taken = take(**message); !taken) return taken;
    }
    next_offset_ = std::max(next_offset_, cursor_.position());
    if (*message) continue;
    if (!end) return {};
    if (steady_clock::now() > deadline) {
      return std::unexpected(kafka_failure(RD_KAFKA_RESP_ERR__TIMED_OUT, "read the data keys"));
    }
  }
  return {};
}

result<void> kafka_key_map::refresh(steady_clock::time_point deadline) {
  const auto end = cursor_.committed_end(deadline);
  if (!end) return std::unexpected(end.error());
  return refresh_to(*end, deadline);
}

result<void> kafka_key_map::refresh_to(std::int64_t end, steady_clock::time_point deadline) {
  const std::lock_guard lock(reading_);
  if (next_offset_ >= end) return {};
  auto done = advance(end, deadline);
  if (!following_) cursor_.stop();
  return done;
}

result<void> kafka_key_map::follow() {
  const std::lock_guard lock(reading_);
  following_ = true;
  return advance(std::nullopt, steady_clock::time_point::min());
}

void kafka_key_map::rest() {
  const std::lock_guard lock(reading_);
  following_ = false;
  cursor_.stop();
}

result<std::string> kafka_key_map::find(std::string_view subject) const {
  const std::lock_guard lock(changing_);
  const auto found = keys_.find(subject);
  if (found != keys_.end()) return found->second;
  return fail(failure_code::not_found, "read a data key: there is none");
}

std::vector<key_change> kafka_key_map::after(std::string_view subject, std::size_t limit) const {
  const std::lock_guard lock(changing_);
  std::vector<key_change> keys;
  for (auto at = keys_.upper_bound(subject); at != keys_.end() && keys.size() < limit; ++at) {
    keys.push_back({at->first, at->second});
  }
  return keys;
}

kafka_key_map::claim kafka_key_map::last_claim() const {
  const std::lock_guard lock(changing_);
  return claimed_;
}

subject_set kafka_key_map::removed() const {
  const std::lock_guard lock(changing_);
  return removed_;
}

void kafka_key_map::confirm_gone(const subject_set& subjects) {
  const std::lock_guard lock(changing_);
  for (const std::string& subject : subjects) removed_.erase(subject);
}

result<subject_set> kafka_key_map::still_there(const subject_set& subjects,
                                               steady_clock::time_point deadline) {
  const std::lock_guard lock(reading_);
  if (auto started = cursor_.start(0); !started) return std::unexpected(started.error());
  subject_set left;
  for (;;) {
    const auto message = cursor_.next(deadline, /*until_end=*/true);
    if (!message) return std::unexpected(message.error());
    if (!*message) break;
    const std::string_view key = (*message)->key();
    if (!key.starts_with(data_key_tag) || (*message)->removed()) continue;
    if (subjects.contains(key.substr(1))) left.emplace(key.substr(1));
  }
  cursor_.stop();
  if (steady_clock::now() > deadline) {
    return std::unexpected(kafka_failure(RD_KAFKA_RESP_ERR__TIMED_OUT, "read the data keys"));
  }
  return left;
}

}  // namespace carnet::storage
