// Fragment by fragment; damage gives up the rest of its block, since lengths can not be trusted
// there.
#include "storage/log/wal_blocks.hpp"

#include <algorithm>
#include <cstring>

#include "storage/crypto/crc32c.hpp"

namespace carnet::storage {
namespace {

constexpr std::size_t block_bytes = 32 * 1024;
constexpr std::size_t header_bytes = 7;         // checksum 4, length 2, type 1; little-endian
constexpr std::size_t write_header_bytes = 12;  // sequence 8, operations 4; little-endian

enum fragment_type : std::uint8_t { zero = 0, full = 1, first = 2, middle = 3, last = 4 };

template <class Number>
Number load_little_endian(const char* bytes) {
  Number value = 0;
  for (std::size_t byte = sizeof(Number); byte-- > 0;) {
    value = static_cast<Number>(value << 8) | static_cast<std::uint8_t>(bytes[byte]);
  }
  return value;
}

// RocksDB stores checksums rotated and offset, so that a checksum of data with checksums stays
// useful.
std::uint32_t unmasked(std::uint32_t stored) {
  const std::uint32_t rotated = stored - 0xa282ead8U;
  return (rotated >> 17) | (rotated << 15);
}

bool only_zeros(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char byte) { return byte == '\0'; });
}

}  // namespace

void wal_blocks::walk(std::string_view file, const std::function<void(const write&)>& found,
                      const std::function<void(std::size_t)>& damaged) {
  wal_blocks(file, found, damaged).run();
}

void wal_blocks::run() {
  while (at_ < file_.size()) {
    const std::size_t block_end = std::min((at_ / block_bytes + 1) * block_bytes, file_.size());
    const bool trailer = block_end - at_ < header_bytes;
    if (!trailer && fragment()) continue;
    const std::string_view skipped = file_.substr(at_, block_end - at_);
    if (!only_zeros(skipped)) {
      drop_pending();
      damaged_(at_);
    }
    at_ = block_end;
  }
  drop_pending();
}

bool wal_blocks::fragment() {
  const std::size_t block_left = block_bytes - at_ % block_bytes;
  const char* const header = file_.data() + at_;
  const auto length = load_little_endian<std::uint16_t>(header + 4);
  const auto type = static_cast<std::uint8_t>(header[6]);
  const std::size_t size = header_bytes + length;
  if (type == zero || size > block_left || size > file_.size() - at_) return false;
  const std::uint32_t stored = unmasked(load_little_endian<std::uint32_t>(header));
  if (crypto::crc32c(file_.substr(at_ + 6, 1 + std::size_t{length})) != stored) return false;
  take(type, file_.substr(at_ + header_bytes, length));
  at_ += size;
  return true;
}

void wal_blocks::take(std::uint8_t type, std::string_view payload) {
  if (type == full) {
    drop_pending();
    finish(payload);
  } else if (type == first) {
    drop_pending();
    pending_at_ = at_;
    pending_ = payload;
  } else if (type == last && pending_at_) {
    pending_at_.reset();
    finish(pending_);
  }
  // A middle or last fragment without a beginning belongs to a stretch that was reported.
}

void wal_blocks::finish(std::string_view beginning) {
  if (beginning.size() < write_header_bytes) return;
  found_({load_little_endian<std::uint64_t>(beginning.data()),
          load_little_endian<std::uint32_t>(beginning.data() + 8)});
}

void wal_blocks::drop_pending() {
  if (!pending_at_) return;
  damaged_(*pending_at_);
  pending_at_.reset();
}

}  // namespace carnet::storage
