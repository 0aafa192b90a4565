// Keeps replies readable for two days and no longer: each partition seals them with a key of the
// day, and drops the keys of the days before yesterday.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/failure.hpp"
#include "domain/record.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::producers {

class reply_sealer {
 public:
  virtual ~reply_sealer() = default;

  // Compresses and seals a reply body; adds to `keys` the day's key when it is new, and the removal
  // of those that have had their time.
  virtual recorded_reply seal(unix_us now, std::string_view command_id, std::uint16_t status,
                              std::string_view body, std::vector<storage::key_change>& keys) = 0;

  // The body of a remembered reply; not_found once its key is gone. Thread safe.
  virtual result<std::string> open(std::string_view command_id, std::string_view reply_key,
                                   std::string_view sealed_body) const = 0;

  // The batch that would have stored the keys given out since the last call failed: they do not
  // exist.
  virtual void forget_unstored() = 0;
};

}  // namespace carnet::producers
