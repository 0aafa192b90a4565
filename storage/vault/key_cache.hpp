// A bounded cache of unwrapped data keys, least recently used out first, in shards so that readers
// on several threads do not wait for each other.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/log/position.hpp"
#include "storage/vault/wrapped_key.hpp"

namespace carnet::storage {

class key_cache {
 public:
  explicit key_cache(std::size_t keys_max);

  std::optional<data_key> find(partition_id partition, std::string_view subject);

  // A number that changes whenever a key near this subject is forgotten. Take it before reading the
  // key from the log: a key that was forgotten meanwhile must not enter the cache again.
  std::uint64_t generation(std::string_view subject);

  void put(partition_id partition, std::string_view subject, const data_key& key);
  void put_unless_forgotten(partition_id partition, std::string_view subject, const data_key& key,
                            std::uint64_t generation);

  void forget(std::string_view subject);
  void clear();

 private:
  struct entry {
    std::string subject;
    partition_id partition;
    data_key key;
  };

  struct shard {
    std::mutex mutex;  // guards the rest of the shard
    std::uint64_t generation = 0;
    std::list<entry> entries;  // most recently used first
    std::unordered_map<std::string_view, std::list<entry>::iterator> index;  // views into entries
  };

  shard& shard_of(std::string_view subject);
  void insert(shard& in, partition_id partition, std::string_view subject, const data_key& key);

  static constexpr std::size_t shard_count = 16;
  const std::size_t shard_keys_max_;
  std::array<shard, shard_count> shards_;
};

}  // namespace carnet::storage
