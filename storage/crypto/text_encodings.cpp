// The alphabets over bit_text.
#include "storage/crypto/base32.hpp"
#include "storage/crypto/base64.hpp"
#include "storage/crypto/base64url.hpp"
#include "storage/crypto/bit_text.hpp"
#include "storage/crypto/hex.hpp"

namespace carnet::crypto {
namespace {

constexpr bit_text<6> base64("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
constexpr bit_text<6> base64url("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
constexpr bit_text<5> base32("abcdefghijklmnopqrstuvwxyz234567");
constexpr bit_text<4> hex = bit_text<4>("0123456789abcdef")
                                .also('A', 'a')
                                .also('B', 'b')
                                .also('C', 'c')
                                .also('D', 'd')
                                .also('E', 'e')
                                .also('F', 'f');

}  // namespace

std::string base64_encode(std::string_view bytes) {
  std::string text = base64.encode(bytes);
  while (text.size() % 4 != 0) text.push_back('=');
  return text;
}

std::optional<std::string> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string_view digits = text;
  while (text.size() - digits.size() < 2 && digits.ends_with('=')) digits.remove_suffix(1);
  // Four digits never lack three: what is left of such a group stands for no whole byte.
  if (digits.size() % 4 == 1) return std::nullopt;
  return base64.decode(digits);
}

std::string base64url_encode(std::string_view bytes) { return base64url.encode(bytes); }
std::optional<std::string> base64url_decode(std::string_view text) {
  return base64url.decode(text);
}

std::string base32_encode(std::string_view bytes) { return base32.encode(bytes); }
std::optional<std::string> base32_decode(std::string_view text) { return base32.decode(text); }

std::string hex_encode(std::string_view bytes) { return hex.encode(bytes); }
std::optional<std::string> hex_decode(std::string_view text) { return hex.decode(text); }

}  // namespace carnet::crypto
