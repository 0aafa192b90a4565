#include "projections/event_ids.hpp"

#include "storage/crypto/base32.hpp"
#include "storage/crypto/sha256.hpp"

namespace carnet::projections {
namespace {

constexpr std::size_t member_width =
    4;  // 20 bits in base32: a fact is about at most a million identities

}  // namespace

event_id event_id_of(std::string_view seed, std::size_t place) {
  std::string source(seed);
  source.push_back(static_cast<char>(place));
  const auto hash = crypto::sha256(source);
  auto text = crypto::base32_encode(crypto::as_view(hash).substr(0, 10));
  text.resize(event_tag::width);
  return event_id{std::move(text)};
}

event_id member_event_id(const event_id& fact, std::size_t member, std::size_t count) {
  if (count == 1) return fact;
  constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  event_id id = fact;
  for (std::size_t at = member_width; at-- > 0;)
    id.text.push_back(alphabet[(member >> (at * 5)) & 31]);
  return id;
}

event_id fact_of(const event_id& member) {
  return event_id{member.text.substr(0, event_tag::width)};
}

}  // namespace carnet::projections
