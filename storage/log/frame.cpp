// Encoding and checking of frames. The checksum is verified before anything else is believed.
#include "storage/log/frame.hpp"

#include <fmt/core.h>

#include "storage/crypto/crc32c.hpp"
#include "storage/log/big_endian.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::storage {
namespace {

constexpr std::string_view magic = "CNTF";
constexpr std::size_t version_at = 4;
constexpr std::size_t flags_at = 5;
constexpr std::size_t reserved_at = 6;
constexpr std::size_t partition_at = 8;
constexpr std::size_t sequence_at = 12;
constexpr std::size_t index_at = 20;
constexpr std::size_t epoch_at = 24;
constexpr std::size_t length_at = 32;
constexpr std::size_t checksum_at = 36;
constexpr std::uint8_t last_flag = 1;

std::uint32_t checksum_of(std::string_view header, std::string_view payload) {
  return crypto::crc32c(payload, crypto::crc32c(header.substr(0, checksum_at)));
}

}  // namespace

std::string_view describe(frame_fault fault) {
  switch (fault) {
    case frame_fault::too_short:
      return "frame is shorter than its header";
    case frame_fault::wrong_magic:
      return "no frame begins here";
    case frame_fault::wrong_checksum:
      return "frame checksum does not match";
    case frame_fault::unknown_version:
      return "frame was written by a newer version";
    case frame_fault::unknown_flags:
      return "frame has unknown flags";
    case frame_fault::wrong_length:
      return "frame length does not match its bytes";
    case frame_fault::payload_too_long:
      return "frame payload is over the limit";
  }
  return "frame is damaged";
}

failure to_failure(frame_fault fault, const std::string& where) {
  const bool newer = fault == frame_fault::unknown_version;
  return {newer ? failure_code::unsupported : failure_code::corrupt,
          fmt::format("{}: {}", where, describe(fault))};
}

std::array<char, frame_header_bytes> encode_frame_header(const frame_header& header,
                                                         std::string_view payload) {
  std::array<char, frame_header_bytes> bytes{};
  char* const out = bytes.data();
  magic.copy(out, magic.size());
  out[version_at] = static_cast<char>(frame_version);
  out[flags_at] = static_cast<char>(header.last ? last_flag : 0);
  store_big_endian(out + partition_at, header.partition);
  store_big_endian(out + sequence_at, header.sequence);
  store_big_endian(out + index_at, header.index);
  store_big_endian(out + epoch_at, header.epoch);
  store_big_endian(out + length_at, static_cast<std::uint32_t>(payload.size()));
  store_big_endian(out + checksum_at, checksum_of({out, bytes.size()}, payload));
  return bytes;
}

std::string encode_frame(const frame_header& header, std::string_view payload) {
  const auto head = encode_frame_header(header, payload);
  std::string bytes;
  bytes.reserve(head.size() + payload.size());
  bytes.append(head.data(), head.size());
  bytes.append(payload);
  return bytes;
}

std::expected<frame, frame_fault> decode_frame(std::string_view bytes) {
  if (bytes.size() < frame_header_bytes) return std::unexpected(frame_fault::too_short);
  if (!bytes.starts_with(magic)) return std::unexpected(frame_fault::wrong_magic);
  const char* const in = bytes.data();
  const std::string_view payload = bytes.substr(frame_header_bytes);
  if (load_big_endian<std::uint32_t>(in + checksum_at) != checksum_of(bytes, payload)) {
    return std::unexpected(frame_fault::wrong_checksum);
  }
  if (static_cast<std::uint8_t>(in[version_at]) != frame_version) {
    return std::unexpected(frame_fault::unknown_version);
  }
  const auto flags = static_cast<std::uint8_t>(in[flags_at]);
  if (flags > last_flag || load_big_endian<std::uint16_t>(in + reserved_at) != 0) {
    return std::unexpected(frame_fault::unknown_flags);
  }
  if (load_big_endian<std::uint32_t>(in + length_at) != payload.size()) {
    return std::unexpected(frame_fault::wrong_length);
  }
  if (payload.size() > frame_payload_max) return std::unexpected(frame_fault::payload_too_long);
  return frame{{.partition = load_big_endian<std::uint32_t>(in + partition_at),
                .sequence = load_big_endian<std::uint64_t>(in + sequence_at),
                .index = load_big_endian<std::uint32_t>(in + index_at),
                .last = flags == last_flag,
                .epoch = load_big_endian<std::uint64_t>(in + epoch_at)},
               payload};
}

std::string place_of(partition_id partition, record_sequence sequence, std::uint32_t index) {
  return fmt::format("partition {} sequence {} frame {}", partition, sequence, index);
}

}  // namespace carnet::storage
