// 32 bytes of key material that are overwritten when they go out of use. The only type in which
// keys travel; it is never printed and has no conversion to a string.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "domain/failure.hpp"

namespace carnet::crypto {

class secret_key {
 public:
  static constexpr std::size_t size = 32;

  // All zero; a key that was never filled in must not be used.
  secret_key() = default;
  secret_key(const secret_key&) = default;
  secret_key& operator=(const secret_key&) = default;
  ~secret_key();

  // 32 bytes from the system's random source.
  static secret_key random();

  // invalid_argument unless `bytes` has exactly 32 bytes.
  static result<secret_key> from_bytes(std::string_view bytes);

  std::string_view bytes() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }
  std::span<std::uint8_t, size> writable() { return bytes_; }

 private:
  std::array<std::uint8_t, size> bytes_{};
};

// Overwrites memory in a way the optimiser keeps.
void wipe(void* memory, std::size_t size);

}  // namespace carnet::crypto
