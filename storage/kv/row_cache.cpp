#include "storage/kv/row_cache.hpp"

#include <functional>

namespace carnet::storage {

std::optional<std::string> row_cache::find(std::string_view key, std::uint64_t generation) const {
  const std::size_t number = std::hash<std::string_view>{}(key) % place_count;
  const std::lock_guard lock(locks_[number % lock_count]);
  const place& at = places_[number];
  if (at.generation != generation || at.key != key) return std::nullopt;
  return at.value;
}

void row_cache::put(std::string_view key, std::uint64_t generation, std::string_view value) {
  if (value.size() > value_bytes_max) return;
  const std::size_t number = std::hash<std::string_view>{}(key) % place_count;
  const std::lock_guard lock(locks_[number % lock_count]);
  place& at = places_[number];
  at.generation = generation;
  at.key.assign(key);
  at.value.assign(value);
}

}  // namespace carnet::storage
