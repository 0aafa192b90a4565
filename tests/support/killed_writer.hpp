// What the program killed_writer writes, for the tests that run it.
#pragma once

#include <cstdint>
#include <string>

namespace carnet::test {

inline constexpr std::uint64_t killed_rows_per_write = 100;

// The record that it writes with a sequence.
inline std::string killed_record(std::uint64_t sequence) {
  return std::string(5000, static_cast<char>('a' + sequence % 26));
}

}  // namespace carnet::test
