// The wrapped data keys of one partition, as its compacted topic has them. For the .cpp files of
// this folder only. Thread safe.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/log/event_log.hpp"
#include "storage/log/kafka_cursor.hpp"

namespace carnet::storage {

class kafka_key_map {
 public:
  kafka_key_map(rd_kafka_t& client, const kafka_place& place) : cursor_(client, place) {}

  // Takes up what was committed since the last time.
  result<void> refresh(std::chrono::steady_clock::time_point deadline);

  // What this process committed itself.
  void apply(std::span<const key_change> changes);

  result<std::string> find(std::string_view subject) const;
  std::vector<key_change> after(std::string_view subject, std::size_t limit) const;
  writer_epoch claimed_epoch() const;

  // Subjects whose removal was seen and not yet confirmed to be gone for good.
  std::set<std::string, std::less<>> removed() const;

  // Reads the topic from its beginning: those of `subjects` of which an earlier value is still
  // there.
  result<std::set<std::string, std::less<>>> still_there(
      const std::set<std::string, std::less<>>& subjects,
      std::chrono::steady_clock::time_point deadline);

  // Notes that these are gone for good.
  void confirm_gone(const std::set<std::string, std::less<>>& subjects);

 private:
  void apply_locked(std::string_view subject, std::string_view wrapped);
  result<void> take(const stored_message& message);

  std::mutex reading_;  // guards cursor_ and next_offset_
  kafka_cursor cursor_;
  std::int64_t next_offset_ = 0;

  mutable std::mutex changing_;  // guards what follows
  std::map<std::string, std::string, std::less<>> keys_;
  std::set<std::string, std::less<>> removed_;
  writer_epoch claimed_ = 0;
};

}  // namespace carnet::storage
