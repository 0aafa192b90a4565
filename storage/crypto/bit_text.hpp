// Text in an alphabet of 2^Bits characters, most significant bits first: what base64url, base32 and
// hex have in common. Decoding is strict: bits left over must be zero, so each value has one
// spelling.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carnet::crypto {

template <int Bits>
class bit_text {
 public:
  static constexpr std::size_t alphabet_size = std::size_t{1} << Bits;

  explicit constexpr bit_text(const char (&alphabet)[alphabet_size + 1]) {
    values_.fill(-1);
    for (std::size_t value = 0; value < alphabet_size; ++value) {
      characters_[value] = alphabet[value];
      values_[static_cast<std::uint8_t>(alphabet[value])] = static_cast<std::int8_t>(value);
    }
  }

  // Reads `character` as if it were `same_as`.
  constexpr bit_text also(char character, char same_as) const {
    bit_text wider = *this;
    wider.values_[static_cast<std::uint8_t>(character)] =
        values_[static_cast<std::uint8_t>(same_as)];
    return wider;
  }

  std::string encode(std::string_view bytes) const {
    std::string text;
    text.reserve((bytes.size() * 8 + Bits - 1) / Bits);
    std::uint32_t pending = 0;
    int held = 0;
    for (const char byte : bytes) {
      pending = (pending << 8) | static_cast<std::uint8_t>(byte);
      for (held += 8; held >= Bits;) {
        held -= Bits;
        text.push_back(characters_[(pending >> held) & (alphabet_size - 1)]);
      }
    }
    if (held > 0) text.push_back(characters_[(pending << (Bits - held)) & (alphabet_size - 1)]);
    return text;
  }

  std::optional<std::string> decode(std::string_view text) const {
    std::string bytes;
    bytes.reserve(text.size() * Bits / 8);
    std::uint32_t pending = 0;
    int held = 0;
    for (const char character : text) {
      const int value = values_[static_cast<std::uint8_t>(character)];
      if (value < 0) return std::nullopt;
      pending = (pending << Bits) | static_cast<std::uint32_t>(value);
      held += Bits;
      if (held < 8) continue;
      held -= 8;
      bytes.push_back(static_cast<char>((pending >> held) & 0xff));
    }
    const std::uint32_t left_over = pending & ((1U << held) - 1);
    if (held >= Bits || left_over != 0) return std::nullopt;
    return bytes;
  }

 private:
  std::array<char, alphabet_size> characters_{};
  std::array<std::int8_t, 256> values_{};
};

}  // namespace carnet::crypto
