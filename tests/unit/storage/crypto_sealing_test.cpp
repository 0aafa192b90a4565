// AES-256-GCM: the vectors of the GCM paper, and that nothing altered opens.
#include <gtest/gtest.h>

#include <string>

#include "storage/crypto/aes256_gcm.hpp"
#include "storage/crypto/constant_time.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::crypto {
namespace {

std::string unhex(std::string_view text) { return hex_decode(text).value(); }

// Test case 16 of McGrew and Viega's specification of GCM: a 256-bit key with associated text.
TEST(aes256_gcm, opens_what_another_implementation_sealed) {
  const auto key = secret_key::from_bytes(
      unhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
  const std::string sealed = unhex("cafebabefacedbaddecaf888") +
                             unhex(
                                 "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                                 "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662") +
                             unhex("76fc6ece0f4e1768cddf8853bb2d551b");
  const auto opened =
      aes256_gcm_open(*key, unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"), sealed);
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(hex_encode(*opened),
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
}

TEST(aes256_gcm, opens_what_it_sealed_at_every_small_size) {
  const secret_key key = secret_key::random();
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string text = random_string(size);
    std::string sealed = "kept";
    aes256_gcm_seal(key, "bound", text, sealed);
    ASSERT_EQ(sealed.size(), 4 + size + gcm_overhead_bytes);
    EXPECT_EQ(aes256_gcm_open(key, "bound", std::string_view(sealed).substr(4)), text);
  }
}

TEST(aes256_gcm, refuses_every_flipped_bit_every_cut_and_other_bound_text) {
  const secret_key key = secret_key::random();
  std::string sealed;
  aes256_gcm_seal(key, "bound", "secret text", sealed);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string altered = sealed;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << (bit % 8)));
    const auto opened = aes256_gcm_open(key, "bound", altered);
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code, failure_code::corrupt);
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_FALSE(aes256_gcm_open(key, "bound", sealed.substr(0, size)).has_value());
  }
  EXPECT_FALSE(aes256_gcm_open(key, "other", sealed).has_value());
  EXPECT_FALSE(aes256_gcm_open(secret_key::random(), "bound", sealed).has_value());
}

TEST(aes256_gcm, never_gives_the_same_bytes_twice) {
  const secret_key key = secret_key::random();
  std::string first;
  std::string second;
  aes256_gcm_seal(key, "", "text", first);
  aes256_gcm_seal(key, "", "text", second);
  EXPECT_NE(first, second);
}

TEST(secret_key, has_32_bytes_and_no_others) {
  EXPECT_TRUE(secret_key::from_bytes(std::string(32, 'k')).has_value());
  EXPECT_FALSE(secret_key::from_bytes(std::string(31, 'k')).has_value());
  EXPECT_FALSE(secret_key::from_bytes(std::string(33, 'k')).has_value());
  EXPECT_NE(secret_key::random().bytes(), secret_key::random().bytes());
}

TEST(constant_time_equal, compares_bytes_and_lengths) {
  EXPECT_TRUE(constant_time_equal("", ""));
  EXPECT_TRUE(constant_time_equal("abc", "abc"));
  EXPECT_FALSE(constant_time_equal("abc", "abd"));
  EXPECT_FALSE(constant_time_equal("abc", "ab"));
}

}  // namespace
}  // namespace carnet::crypto
