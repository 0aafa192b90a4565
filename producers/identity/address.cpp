#include "producers/identity/address.hpp"

#include <algorithm>
#include <cstdint>

#include "domain/check.hpp"
#include "storage/crypto/base32.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::producers {
namespace {

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::size_t free_width = identity_tag::width - 2;

// FNV-1a; spreads the free characters over the ten bits that hide the partition.
std::uint32_t mask_of(std::string_view free_part) {
  std::uint32_t hash = 2166136261u;
  for (const char c : free_part) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return (hash ^ (hash >> 10) ^ (hash >> 20)) & (partitions_max - 1);
}

// UTF-8: whether the byte belongs to the character that an earlier one began.
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

identity_id draw_identity_id(partition_id partition) {
  check(partition < partitions_max, "a partition number fits an address");
  std::string text = crypto::base32_encode(crypto::random_string(8)).substr(0, free_width);
  const std::uint32_t masked = partition ^ mask_of(text);
  text.push_back(alphabet[masked >> 5]);
  text.push_back(alphabet[masked & 31]);
  return identity_id{std::move(text)};
}

std::optional<partition_id> partition_of(std::string_view random_part) {
  if (random_part.size() != identity_tag::width) return std::nullopt;
  if (!std::all_of(random_part.begin(), random_part.end(), is_base32_char)) return std::nullopt;
  const auto high = static_cast<std::uint32_t>(alphabet.find(random_part[free_width]));
  const auto low = static_cast<std::uint32_t>(alphabet.find(random_part[free_width + 1]));
  return (high << 5 | low) ^ mask_of(random_part.substr(0, free_width));
}

std::string local_part(std::string_view alias, const identity_id& id) {
  std::string text;
  for (const char c : alias) {
    if (text.size() == alias_max) break;
    if (continues_character(c)) continue;
    const char small = lower(c);
    const bool kept = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
    text.push_back(kept ? small : '-');
  }
  if (!text.empty()) text.push_back('-');
  return text + id.text;
}

std::optional<identity_id> random_part_of(std::string_view address, std::string_view mail_domain) {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos) return std::nullopt;
  if (normalised_address(address.substr(at + 1)) != normalised_address(mail_domain))
    return std::nullopt;
  std::string local = normalised_address(address.substr(0, at));
  if (local.size() > identity_tag::width) local = local.substr(local.size() - identity_tag::width);
  if (!partition_of(local)) return std::nullopt;
  return identity_id{std::move(local)};
}

std::string normalised_address(std::string_view address) {
  std::string text(address);
  std::transform(text.begin(), text.end(), text.begin(), lower);
  return text;
}

}  // namespace carnet::producers
