// Which topic and partition of Kafka hold what. For the .cpp files of this folder only.
//
//   PREFIX.control   1 partition    the records of control
//   PREFIX.events    P partitions   the records of the others: partition n lies on n - 1
//   PREFIX.keys      1 + P          compacted: wrapped data keys of partition n on n
//
// A message of the first two is one frame (frame.hpp), without a key. A message of the keys has as
// its key 'k' and a subject, with the wrapped key or nothing as its value; or 'e', with a claim:
// the highest epoch that was ever taken, 8 bytes big-endian, then nothing, or how many milliseconds
// its owner may answer from then on, 4 bytes, or one byte once it has handed over.
#pragma once

#include <cstdint>
#include <string>

#include "storage/log/position.hpp"

namespace carnet::storage {

struct kafka_place {
  std::string topic;
  std::int32_t partition = 0;
};

struct kafka_layout {
  std::string prefix;

  std::string control_topic() const { return prefix + ".control"; }
  std::string events_topic() const { return prefix + ".events"; }
  std::string keys_topic() const { return prefix + ".keys"; }

  kafka_place records(partition_id id) const {
    if (id == control_partition) return {control_topic(), 0};
    return {events_topic(), static_cast<std::int32_t>(id - 1)};
  }
  kafka_place keys(partition_id id) const { return {keys_topic(), static_cast<std::int32_t>(id)}; }

  // The consumer group that says which node is to own what. It reads nothing.
  std::string group() const { return prefix + ".nodes"; }

  // The same on every node, so that Kafka fences whoever had it before.
  std::string transactional_id(partition_id id) const {
    return prefix + ".writer." + std::to_string(id);
  }
};

inline constexpr char data_key_tag = 'k';
inline constexpr char epoch_tag = 'e';
inline constexpr char handed_over_mark = 1;

}  // namespace carnet::storage
