// Fragment by fragment. Behind damage no length can be trusted: the next fragment is where a
// checksum holds.
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
    const std::size_t block_end = (at_ / block_bytes + 1) * block_bytes;
    if (block_end - at_ < header_bytes) {
      at_ = block_end;  // padding
    } else if (const auto next = fragment_at(at_)) {
      report_zeros();
      take(*next);
      at_ += header_bytes + next->payload.size();
    } else {
      skip(std::min(block_end, file_.size()));
    }
  }
  drop_pending();
}

std::optional<wal_blocks::fragment> wal_blocks::fragment_at(std::size_t offset) const {
  const std::size_t block_left = block_bytes - offset % block_bytes;
  if (std::min(block_left, file_.size() - offset) < header_bytes) return std::nullopt;
  const char* const header = file_.data() + offset;
  const auto length = load_little_endian<std::uint16_t>(header + 4);
  const auto type = static_cast<std::uint8_t>(header[6]);
  const std::size_t size = header_bytes + length;
  if (type == zero || size > block_left || size > file_.size() - offset) return std::nullopt;
  const std::uint32_t stored = unmasked(load_little_endian<std::uint32_t>(header));
  const std::string_view summed = file_.substr(offset + 6, 1 + std::size_t{length});
  if (crypto::crc32c(summed) != stored) return std::nullopt;
  return fragment{type, summed.substr(1)};
}

// To the next fragment of the block, or to its end.
void wal_blocks::skip(std::size_t end) {
  std::size_t next = at_ + 1;
  // The types alone spare most places their checksum.
  const auto begins = [this](std::size_t offset) {
    const std::string_view type = file_.substr(std::min(offset + 6, file_.size()), 1);
    return !type.empty() && type[0] >= full && type[0] <= last && fragment_at(offset);
  };
  while (next < end && !begins(next)) ++next;
  drop_pending();
  if (!only_zeros(file_.substr(at_, next - at_))) {
    damaged_(at_);
  } else if (!zeros_at_) {
    zeros_at_ = at_;
  }
  at_ = next;
}

void wal_blocks::report_zeros() {
  if (!zeros_at_) return;
  damaged_(*zeros_at_);
  zeros_at_.reset();
}

void wal_blocks::take(const fragment& next) {
  const auto& [type, payload] = next;
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
