// Frames: fixed bytes, and that no alteration passes for another frame.
#include "storage/log/frame.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "storage/crypto/crc32c.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/crypto/random_bytes.hpp"
#include "storage/log/big_endian.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::storage {
namespace {

constexpr frame_header sample{
    .partition = 7, .sequence = 0x0102030405060708, .index = 2, .last = true, .epoch = 9};

std::string golden_text(const std::string& name) {
  std::ifstream file(std::string(CARNET_GOLDEN_DIRECTORY) + "/" + name);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// A frame with a right checksum after `alter` has had its way with the other bytes.
template <class Alter>
std::string forged(Alter alter) {
  std::string bytes = encode_frame(sample, "payload");
  alter(bytes);
  const auto payload = std::string_view(bytes).substr(frame_header_bytes);
  const auto head = std::string_view(bytes).substr(0, 36);
  store_big_endian(bytes.data() + 36, crypto::crc32c(payload, crypto::crc32c(head)));
  return bytes;
}

TEST(frame, has_the_bytes_that_were_released) {
  EXPECT_EQ(crypto::hex_encode(encode_frame(sample, "carnet")), golden_text("frame_v1.hex"));
}

TEST(frame, of_the_release_still_decodes) {
  const std::string bytes = crypto::hex_decode(golden_text("frame_v1.hex")).value_or("");
  const auto decoded = decode_frame(bytes);
  ASSERT_TRUE(decoded.has_value());
  EXPECT_EQ(decoded->header.partition, sample.partition);
  EXPECT_EQ(decoded->header.sequence, sample.sequence);
  EXPECT_EQ(decoded->header.index, sample.index);
  EXPECT_TRUE(decoded->header.last);
  EXPECT_EQ(decoded->header.epoch, sample.epoch);
  EXPECT_EQ(decoded->payload, "carnet");
}

TEST(frame, reads_back_what_was_written) {
  for (const std::size_t size : {0UL, 1UL, 100UL, frame_payload_max}) {
    const std::string payload = crypto::random_string(size);
    const auto decoded = decode_frame(encode_frame({.partition = 1, .sequence = 2}, payload));
    ASSERT_TRUE(decoded.has_value());
    EXPECT_FALSE(decoded->header.last);
    EXPECT_TRUE(decoded->payload.size() == payload.size());
  }
}

TEST(frame, with_a_flipped_bit_or_cut_short_is_refused) {
  const std::string bytes = encode_frame(sample, "payload");
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string altered = bytes;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(decode_frame(altered).has_value()) << bit;
  }
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_frame(bytes.substr(0, size)).has_value()) << size;
  }
  EXPECT_FALSE(decode_frame(bytes + "x").has_value());
}

TEST(frame, faults_are_named) {
  EXPECT_EQ(decode_frame("CNTF").error(), frame_fault::too_short);
  EXPECT_EQ(decode_frame(std::string(50, 'x')).error(), frame_fault::wrong_magic);
  EXPECT_EQ(decode_frame(encode_frame(sample, "a") + "b").error(), frame_fault::wrong_checksum);
  EXPECT_EQ(decode_frame(forged([](std::string& bytes) { bytes[4] = 2; })).error(),
            frame_fault::unknown_version);
  EXPECT_EQ(decode_frame(forged([](std::string& bytes) { bytes[5] = 3; })).error(),
            frame_fault::unknown_flags);
  EXPECT_EQ(decode_frame(forged([](std::string& bytes) { bytes[7] = 1; })).error(),
            frame_fault::unknown_flags);
  EXPECT_EQ(decode_frame(forged([](std::string& bytes) { bytes += "more"; })).error(),
            frame_fault::wrong_length);
  EXPECT_EQ(decode_frame(encode_frame(sample, std::string(frame_payload_max + 1, 'x'))).error(),
            frame_fault::payload_too_long);
}

TEST(frame, of_a_newer_version_is_unsupported_and_other_faults_are_corruption) {
  EXPECT_EQ(to_failure(frame_fault::unknown_version, "here").code, failure_code::unsupported);
  EXPECT_EQ(to_failure(frame_fault::wrong_checksum, "here").code, failure_code::corrupt);
  EXPECT_EQ(to_failure(frame_fault::wrong_checksum, place_of(3, 17, 0)).what,
            "partition 3 sequence 17 frame 0: frame checksum does not match");
}

}  // namespace
}  // namespace carnet::storage
