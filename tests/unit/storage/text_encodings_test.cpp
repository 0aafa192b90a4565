// Base64url, base32 and hex against the vectors of RFC 4648, and their strictness.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "storage/crypto/base32.hpp"
#include "storage/crypto/base64.hpp"
#include "storage/crypto/base64url.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::crypto {
namespace {

struct vector_row {
  const char* bytes;
  const char* base64url;
  const char* base32;
  const char* hex;
};

constexpr std::array<vector_row, 7> vectors = {{
    {"", "", "", ""},
    {"f", "Zg", "my", "66"},
    {"fo", "Zm8", "mzxq", "666f"},
    {"foo", "Zm9v", "mzxw6", "666f6f"},
    {"foob", "Zm9vYg", "mzxw6yq", "666f6f62"},
    {"fooba", "Zm9vYmE", "mzxw6ytb", "666f6f6261"},
    {"foobar", "Zm9vYmFy", "mzxw6ytboi", "666f6f626172"},
}};

TEST(text_encodings, give_and_read_the_vectors_of_rfc_4648) {
  for (const vector_row& row : vectors) {
    EXPECT_EQ(base64url_encode(row.bytes), row.base64url);
    EXPECT_EQ(base32_encode(row.bytes), row.base32);
    EXPECT_EQ(hex_encode(row.bytes), row.hex);
    EXPECT_EQ(base64url_decode(row.base64url), row.bytes);
    EXPECT_EQ(base32_decode(row.base32), row.bytes);
    EXPECT_EQ(hex_decode(row.hex), row.bytes);
  }
}

TEST(text_encodings, use_the_url_alphabet) {
  EXPECT_EQ(base64url_encode("\xfb\xff\xbf"), "-_-_");
  EXPECT_FALSE(base64url_decode("+/+/").has_value());
}

TEST(text_encodings, read_back_random_bytes_of_every_small_size) {
  for (std::size_t size = 0; size < 100; ++size) {
    const std::string bytes = random_string(size);
    EXPECT_EQ(base64url_decode(base64url_encode(bytes)), bytes);
    EXPECT_EQ(base32_decode(base32_encode(bytes)), bytes);
    EXPECT_EQ(hex_decode(hex_encode(bytes)), bytes);
  }
}

TEST(text_encodings, refuse_a_second_spelling_of_the_same_bytes) {
  EXPECT_FALSE(base64url_decode("Zh").has_value());    // bits left over
  EXPECT_FALSE(base64url_decode("Zg==").has_value());  // padding
  EXPECT_FALSE(base64url_decode("Z").has_value());     // an impossible length
  EXPECT_FALSE(base64url_decode("Zm9vA").has_value());
  EXPECT_FALSE(base32_decode("mz").has_value());
  EXPECT_FALSE(base32_decode("MY").has_value());
  EXPECT_FALSE(base32_decode("mzxw6a").has_value());
  EXPECT_FALSE(hex_decode("6").has_value());
  EXPECT_FALSE(hex_decode("6g").has_value());
  EXPECT_EQ(hex_decode("6F"), "o");
}

// RFC 4648 section 10.
TEST(text_encodings, pad_base64_to_whole_groups) {
  const std::pair<const char*, const char*> padded[] = {{"", ""},
                                                        {"f", "Zg=="},
                                                        {"fo", "Zm8="},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg=="},
                                                        {"fooba", "Zm9vYmE="},
                                                        {"foobar", "Zm9vYmFy"},
                                                        {"\xfb\xff", "+/8="}};
  for (const auto& [bytes, text] : padded) {
    EXPECT_EQ(base64_encode(bytes), text);
    EXPECT_EQ(base64_decode(text), bytes);
  }
  for (const char* wrong :
       {"Zg", "Zg=", "Zg===", "Z===", "=", "====", "Zh==", "Z g=", "Zm9-", "Zg==Zg=="})
    EXPECT_EQ(base64_decode(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace carnet::crypto
