// Rotation of the master key: every wrapped data key is opened with the old master key and wrapped
// by the new one, in bounded steps beside the running writers. The data keys, and all sealed
// content, stay.
#pragma once

#include <cstddef>
#include <string>

#include "domain/failure.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/key_table.hpp"
#include "storage/vault/master_key.hpp"

namespace carnet::storage {

// Walks all partitions once; begin_rotation() of the vault comes before it, so that no key is
// wrapped by the old master key behind its back.
class rotation {
 public:
  rotation(key_table& keys, partition_id partitions, const master_key& old_key,
           const master_key& new_key);

  // One step of at most key_replacements_max keys; false when there is nothing left. A key that
  // neither master key wrapped is `invalid_argument` and stops the rotation; steps done stay done.
  result<bool> step();

  // Keys wrapped anew so far.
  std::size_t rewrapped() const { return rewrapped_; }

 private:
  result<std::vector<key_replacement>> rewrap(const std::vector<key_change>& found) const;

  key_table& keys_;
  const partition_id partitions_;
  const master_key old_;
  const master_key new_;
  partition_id partition_ = 0;
  std::string after_;
  std::size_t rewrapped_ = 0;
};

// All steps at once; gives how many keys were wrapped anew. May be repeated after a failure.
result<std::size_t> rewrap_all(key_table& keys, partition_id partitions, const master_key& old_key,
                               const master_key& new_key);

}  // namespace carnet::storage
