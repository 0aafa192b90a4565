// Fixed-width integers, most significant byte first, so that the order of bytes is the order of
// numbers.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace carnet::storage {

// Writes `value` to the sizeof(value) bytes at `out`.
template <std::unsigned_integral Number>
constexpr void store_big_endian(char* out, Number value) {
  for (std::size_t byte = sizeof(Number); byte-- > 0;) {
    out[byte] = static_cast<char>(value & 0xff);
    value = static_cast<Number>(static_cast<unsigned long long>(value) >> 8);
  }
}

// Reads a number from the sizeof(Number) bytes at `bytes`.
template <std::unsigned_integral Number>
constexpr Number load_big_endian(const char* bytes) {
  unsigned long long value = 0;
  for (std::size_t byte = 0; byte < sizeof(Number); ++byte) {
    value = (value << 8) | static_cast<unsigned char>(bytes[byte]);
  }
  return static_cast<Number>(value);
}

template <std::unsigned_integral Number>
void append_big_endian(std::string& out, Number value) {
  char bytes[sizeof(Number)];
  store_big_endian(bytes, value);
  out.append(bytes, sizeof bytes);
}

}  // namespace carnet::storage
