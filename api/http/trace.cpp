// The generator is Blackman and Vigna's xoshiro256**, written from its published recurrence.
#include "api/http/trace.hpp"

#include <bit>
#include <random>

namespace carnet::http {
namespace {

bool is_lower_hex(std::string_view text) {
  for (const char c : text) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

bool all_zero(std::string_view text) {
  return text.find_first_not_of('0') == std::string_view::npos;
}

}  // namespace

id_source::id_source() {
  std::random_device kernel;
  for (auto& word : state_) word = (std::uint64_t{kernel()} << 32) | kernel();
  state_[0] |= 1;  // the all-zero state is the one that never leaves itself
}

std::uint64_t id_source::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

void id_source::request_id(std::string& into) {
  constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  std::array<char, 20> text{'r', 'e', 'q', '_'};
  for (std::size_t half = 0; half < 2; ++half) {
    std::uint64_t bits = next();
    for (std::size_t i = 0; i < 8; ++i, bits >>= 5) text[4 + half * 8 + i] = alphabet[bits & 31];
  }
  into.assign(text.data(), text.size());
}

void id_source::hex(std::string& into, std::size_t digits) {
  constexpr std::string_view alphabet = "0123456789abcdef";
  std::array<char, 32> text{};
  for (std::size_t at = 0; at < digits; at += 16) {
    std::uint64_t bits = next();
    for (std::size_t i = 0; i < 16; ++i, bits >>= 4) text[at + i] = alphabet[bits & 15];
  }
  into.assign(text.data(), digits);
}

std::optional<trace_parent> parse_trace_parent(std::string_view text) {
  constexpr std::size_t length = 55;
  if (text.size() < length || text[2] != '-' || text[35] != '-' || text[52] != '-') return {};
  const std::string_view version = text.substr(0, 2);
  if (!is_lower_hex(version) || version == "ff") return {};
  const bool longer = text.size() > length;
  if (longer && (version == "00" || text[length] != '-')) return {};
  const trace_parent found{text.substr(3, 32), text.substr(36, 16)};
  if (!is_lower_hex(found.trace_id) || all_zero(found.trace_id)) return {};
  if (!is_lower_hex(found.span_id) || all_zero(found.span_id)) return {};
  if (!is_lower_hex(text.substr(53, 2))) return {};
  return found;
}

}  // namespace carnet::http
