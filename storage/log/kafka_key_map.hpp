// The wrapped data keys of one partition, as its compacted topic has them. For the .cpp files of
// this folder only. Thread safe.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/boot_clock.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/kafka_cursor.hpp"

namespace carnet::storage {

class kafka_key_map {
 public:
  kafka_key_map(rd_kafka_t& client, const kafka_place& place) : cursor_(client, place) {}

  // Takes up what readers may see now.
  result<void> refresh(std::chrono::steady_clock::time_point deadline);

  // Takes up what lies before `end`, waiting for what is not committed yet.
  result<void> refresh_to(std::int64_t end, std::chrono::steady_clock::time_point deadline);

  // Takes up what has arrived, and has what comes fetched ahead from here on; does not wait.
  result<void> follow();

  // Ends the fetching ahead.
  void rest();

  // What this process committed itself.
  void apply(std::span<const key_change> changes);

  result<std::string> find(std::string_view subject) const;
  std::vector<key_change> after(std::string_view subject, std::size_t limit) const;

  // The last claim on the partition that was read.
  struct claim {
    writer_epoch epoch = 0;
    bool handed_over = false;  // by the owner of that epoch, which writes no more
    std::chrono::milliseconds lease{0};
    boot_time seen{};  // when it was read here
  };
  claim last_claim() const;

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
  bool take_claim(std::string_view value);
  result<void> advance(std::optional<std::int64_t> end,
                       std::chrono::steady_clock::time_point deadline);

  std::mutex reading_;  // guards cursor_, next_offset_ and following_
  kafka_cursor cursor_;
  std::int64_t next_offset_ = 0;
  bool following_ = false;

  mutable std::mutex changing_;  // guards what follows
  std::map<std::string, std::string, std::less<>> keys_;
  std::set<std::string, std::less<>> removed_;
  claim claimed_;
};

}  // namespace carnet::storage
