// The wrapped data keys of a log as a table: what rotation of the master key walks and rewrites.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/failure.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/position.hpp"

namespace carnet::storage {

// Another wrapping of the same data key.
struct key_replacement {
  std::string subject;
  std::string expected;  // the wrapped form that was read
  std::string replacement;
};

inline constexpr std::size_t key_replacements_max = 512;

class key_table {
 public:
  virtual ~key_table() = default;

  // Up to `limit` keys of a partition whose subjects sort after `after`, in order of subject.
  virtual result<std::vector<key_change>> keys_after(partition_id partition, std::string_view after,
                                                     std::size_t limit) = 0;

  // Replaces, durably and in one step, those keys that still are as expected: a key that was
  // removed or changed since it was read stays as it is. Gives how many were replaced. At most
  // key_replacements_max at once.
  virtual result<std::size_t> replace_keys(partition_id partition,
                                           std::span<const key_replacement> replacements) = 0;
};

}  // namespace carnet::storage
