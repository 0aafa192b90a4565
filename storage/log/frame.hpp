// A frame: the unit in which records lie on every log. It says where it belongs and verifies
// itself, and holds no fact of the log it lies on, so a copy between logs is byte for byte the
// same.
//
//   offset  0  magic "CNTF"          offset 20  frame index, 4 bytes
//           4  version, 1 byte               24  epoch, 8 bytes
//           5  flags (1 = last)              32  payload length, 4 bytes
//           6  zero, 2 bytes                 36  CRC-32C over bytes 0 to 35 and the payload
//           8  partition, 4 bytes            40  payload, at most frame_payload_max
//          12  sequence, 8 bytes
//
// All numbers big-endian. Magic, version and checksum keep their places in every later version, so
// that damage and a newer writer are told apart.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/log/position.hpp"

namespace carnet::storage {

inline constexpr std::size_t frame_header_bytes = 40;
inline constexpr std::uint8_t frame_version = 1;

struct frame_header {
  partition_id partition = 0;
  record_sequence sequence = 0;
  std::uint32_t index = 0;  // of the frame within its record, from 0
  bool last = false;        // this frame completes the record
  writer_epoch epoch = 0;
};

// A verified frame; `payload` lies in the decoded bytes.
struct frame {
  frame_header header;
  std::string_view payload;
};

// What is wrong with bytes that are no frame.
enum class frame_fault {
  too_short,
  wrong_magic,
  wrong_checksum,
  unknown_version,  // verifies, but was written by a newer program
  unknown_flags,
  wrong_length,
  payload_too_long,
};

// A few words for an operator.
std::string_view describe(frame_fault fault);

// corrupt, or unsupported for an unknown version; `where` names the place.
failure to_failure(frame_fault fault, const std::string& where);

// The header bytes for a payload of at most frame_payload_max bytes.
std::array<char, frame_header_bytes> encode_frame_header(const frame_header& header,
                                                         std::string_view payload);

// The whole frame.
std::string encode_frame(const frame_header& header, std::string_view payload);

// Verifies `bytes`, which hold one frame and nothing else. Safe on any bytes.
std::expected<frame, frame_fault> decode_frame(std::string_view bytes);

// "partition 3 sequence 17 frame 0", for messages.
std::string place_of(partition_id partition, record_sequence sequence, std::uint32_t index);

// How many frames a record of `bytes` bytes takes; at least one.
constexpr std::size_t frame_count(std::size_t bytes, std::size_t payload_max) {
  return bytes == 0 ? 1 : (bytes + payload_max - 1) / payload_max;
}

}  // namespace carnet::storage
