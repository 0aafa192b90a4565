#include "producers/content/keyed_hashes.hpp"

namespace carnet::producers {
namespace {

constexpr std::size_t hash_bytes = 16;

// Length first, so that no two lists of parts give the same bytes.
void append_part(std::string& out, std::string_view part) {
  std::uint64_t size = part.size();
  for (int n = 0; n < 8; ++n, size >>= 8) out.push_back(static_cast<char>(size));
  out.append(part);
}

}  // namespace

std::string keyed_hashes::hash(std::string_view purpose,
                               std::initializer_list<std::string_view> parts) const {
  std::string source;
  append_part(source, purpose);
  for (const auto part : parts) append_part(source, part);
  return std::string(crypto::as_view(hmac_(source)).substr(0, hash_bytes));
}

}  // namespace carnet::producers
