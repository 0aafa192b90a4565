// Rows lately read from a state's files, so that a row asked for again costs no look through them.
// What it holds is good for one generation of the files: whenever a table has been filed,
// everything in it is void.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carnet::storage {

// Thread safe.
class row_cache {
 public:
  row_cache() : places_(place_count) {}

  // The value read in this generation of the files, or nothing.
  std::optional<std::string> find(std::string_view key, std::uint64_t generation) const;

  // Keeps a value that was read after the reader had learnt the generation. Large ones are left
  // out.
  void put(std::string_view key, std::uint64_t generation, std::string_view value);

 private:
  static constexpr std::size_t place_count = 4096;  // a key has one place; the latest keeps it
  static constexpr std::size_t lock_count = 64;
  static constexpr std::size_t value_bytes_max = 4096;

  struct place {
    std::uint64_t generation = UINT64_MAX;
    std::string key;
    std::string value;
  };

  mutable std::array<std::mutex, lock_count> locks_;  // of the places with their number, modulo
  std::vector<place> places_;
};

}  // namespace carnet::storage
