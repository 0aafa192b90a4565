// Mail that has just come, as ingress parsed it, until its extraction takes it: parsing a message
// twice costs more than anything else that happens to it. Bounded; what is not here is parsed again
// from the rows.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "domain/ids.hpp"
#include "producers/mail/parsed_mail.hpp"

namespace carnet::producers {

// Thread safe.
class parsed_mails {
 public:
  // `bytes` is about what the message takes in memory. The oldest make room.
  void put(const event_id& id, std::shared_ptr<const parsed_mail> mail, std::size_t bytes);

  // The message, which is given out once; null when it is not here.
  std::shared_ptr<const parsed_mail> take(const event_id& id);

 private:
  static constexpr std::size_t bytes_max = 8 * 1024 * 1024;
  static constexpr std::size_t mails_max = 4096;

  struct entry {
    std::shared_ptr<const parsed_mail> mail;
    std::size_t bytes = 0;
  };

  void drop_oldest();

  std::mutex mutex_;  // guards everything below
  std::unordered_map<std::string, entry> mails_;
  std::deque<std::string> order_;  // oldest first; may name mails that were taken
  std::size_t bytes_ = 0;
};

}  // namespace carnet::producers
