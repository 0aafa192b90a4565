// Digest of rows. Short pieces are collected, since an update per key costs more than hashing it.
#include "storage/kv/digest.hpp"

#include "storage/log/big_endian.hpp"

namespace carnet::storage {
namespace {

constexpr std::size_t collected_max = 64 * 1024;

void append_framed(std::string& out, std::string_view text) {
  append_big_endian(out, std::uint64_t{text.size()});
  out.append(text);
}

}  // namespace

crypto::sha256_digest digest_of(const row_reader& rows, std::span<const std::string> prefixes) {
  crypto::sha256_stream digest;
  std::string collected;
  for (const std::string& prefix : prefixes) {
    rows.scan(prefix, end_of_prefix(prefix), [&](std::string_view key, std::string_view value) {
      append_framed(collected, key);
      append_framed(collected, value);
      if (collected.size() >= collected_max) {
        digest.update(collected);
        collected.clear();
      }
      return true;
    });
  }
  digest.update(collected);
  return digest.finish();
}

std::string end_of_prefix(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

}  // namespace carnet::storage
