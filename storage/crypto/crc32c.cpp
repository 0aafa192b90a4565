// CRC-32C by the SSE4.2 instruction where there is one, else by tables, eight bytes at a time.
#include "storage/crypto/crc32c.hpp"

#include <array>
#include <cstddef>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace carnet::crypto {
namespace {

constexpr std::uint32_t polynomial = 0x82f63b78;  // Castagnoli, bits reversed

constexpr auto make_tables() {
  std::array<std::array<std::uint32_t, 256>, 8> tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t remainder = byte;
    for (int bit = 0; bit < 8; ++bit) {
      remainder = (remainder >> 1) ^ ((remainder & 1) != 0 ? polynomial : 0);
    }
    tables[0][byte] = remainder;
  }
  for (std::size_t slice = 1; slice < 8; ++slice) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t shorter = tables[slice - 1][byte];
      tables[slice][byte] = (shorter >> 8) ^ tables[0][shorter & 0xff];
    }
  }
  return tables;
}

constexpr auto tables = make_tables();

std::uint64_t load(const char* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t crc32c_hardware(std::string_view input,
                                                                std::uint32_t before) {
  std::uint64_t remainder = before ^ 0xffffffffU;
  const char* at = input.data();
  std::size_t left = input.size();
  for (; left >= 8; left -= 8, at += 8) remainder = _mm_crc32_u64(remainder, load(at));
  auto narrow = static_cast<std::uint32_t>(remainder);
  for (; left > 0; --left, ++at) narrow = _mm_crc32_u8(narrow, static_cast<std::uint8_t>(*at));
  return narrow ^ 0xffffffffU;
}
#endif

}  // namespace

std::uint32_t crc32c_portable(std::string_view input, std::uint32_t before) {
  std::uint32_t remainder = before ^ 0xffffffffU;
  const char* at = input.data();
  std::size_t left = input.size();
  for (; left >= 8; left -= 8, at += 8) {
    std::uint64_t word = 0;  // assembled byte by byte, so the order of the machine does not matter
    for (int byte = 7; byte >= 0; --byte) {
      word = (word << 8) | static_cast<std::uint8_t>(at[byte]);
    }
    word ^= remainder;
    remainder = 0;
    for (std::size_t byte = 0; byte < 8; ++byte) {
      remainder ^= tables[7 - byte][(word >> (8 * byte)) & 0xff];
    }
  }
  for (; left > 0; --left, ++at) {
    remainder = (remainder >> 8) ^ tables[0][(remainder ^ static_cast<std::uint8_t>(*at)) & 0xff];
  }
  return remainder ^ 0xffffffffU;
}

std::uint32_t crc32c(std::string_view input, std::uint32_t before) {
#if defined(__x86_64__)
  static const bool accelerated = __builtin_cpu_supports("sse4.2");
  if (accelerated) return crc32c_hardware(input, before);
#endif
  return crc32c_portable(input, before);
}

}  // namespace carnet::crypto
