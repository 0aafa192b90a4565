// Sharded least-recently-used cache. A subject lives on one partition, so it is the key; the
// partition is compared to be sure.
#include "storage/vault/key_cache.hpp"

#include <algorithm>
#include <functional>

namespace carnet::storage {

key_cache::key_cache(std::size_t keys_max)
    : shard_keys_max_(std::max<std::size_t>(1, keys_max / shard_count)) {}

key_cache::shard& key_cache::shard_of(std::string_view subject) {
  return shards_.at(std::hash<std::string_view>{}(subject) % shard_count);
}

std::optional<data_key> key_cache::find(partition_id partition, std::string_view subject) {
  shard& in = shard_of(subject);
  const std::lock_guard lock(in.mutex);
  const auto found = in.index.find(subject);
  if (found == in.index.end() || found->second->partition != partition) return std::nullopt;
  in.entries.splice(in.entries.begin(), in.entries, found->second);
  return found->second->key;
}

std::uint64_t key_cache::generation(std::string_view subject) {
  shard& in = shard_of(subject);
  const std::lock_guard lock(in.mutex);
  return in.generation;
}

void key_cache::put(partition_id partition, std::string_view subject, const data_key& key) {
  shard& in = shard_of(subject);
  const std::lock_guard lock(in.mutex);
  insert(in, partition, subject, key);
}

void key_cache::put_unless_forgotten(partition_id partition, std::string_view subject,
                                     const data_key& key, std::uint64_t generation) {
  shard& in = shard_of(subject);
  const std::lock_guard lock(in.mutex);
  if (in.generation == generation) insert(in, partition, subject, key);
}

void key_cache::insert(shard& in, partition_id partition, std::string_view subject,
                       const data_key& key) {
  const auto found = in.index.find(subject);
  if (found != in.index.end()) {
    found->second->partition = partition;
    found->second->key = key;
    in.entries.splice(in.entries.begin(), in.entries, found->second);
    return;
  }
  if (in.entries.size() >= shard_keys_max_) {
    in.index.erase(in.entries.back().subject);
    in.entries.pop_back();
  }
  in.entries.push_front({std::string(subject), partition, key});
  in.index.emplace(in.entries.front().subject, in.entries.begin());
}

void key_cache::forget(std::string_view subject) {
  shard& in = shard_of(subject);
  const std::lock_guard lock(in.mutex);
  ++in.generation;
  const auto found = in.index.find(subject);
  if (found == in.index.end()) return;
  const auto forgotten = found->second;
  in.index.erase(found);
  in.entries.erase(forgotten);
}

void key_cache::clear() {
  for (shard& in : shards_) {
    const std::lock_guard lock(in.mutex);
    ++in.generation;
    in.index.clear();
    in.entries.clear();
  }
}

}  // namespace carnet::storage
