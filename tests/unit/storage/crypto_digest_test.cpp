// Digests, tags and checksums against the vectors of their standards.
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "storage/crypto/crc32c.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/crypto/hkdf.hpp"
#include "storage/crypto/hmac_sha256.hpp"
#include "storage/crypto/random_bytes.hpp"
#include "storage/crypto/sha256.hpp"

namespace carnet::crypto {
namespace {

std::string unhex(std::string_view text) { return hex_decode(text).value(); }
std::string hex_of(const sha256_digest& digest) { return hex_encode(as_view(digest)); }

TEST(sha256, gives_the_digests_of_fips_180) {
  EXPECT_EQ(hex_of(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex_of(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex_of(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(sha256, in_pieces_equals_one_shot_and_starts_afresh) {
  const std::string text = random_string(1000);
  sha256_stream stream;
  for (std::size_t at = 0; at < text.size(); at += 7) stream.update(text.substr(at, 7));
  EXPECT_EQ(stream.finish(), sha256(text));
  stream.update("abc");
  EXPECT_EQ(stream.finish(), sha256("abc"));
}

TEST(hmac_sha256, gives_the_tags_of_rfc_4231) {
  EXPECT_EQ(hex_of(hmac_sha256(std::string(20, '\x0b'))("Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex_of(hmac_sha256("Jefe")("what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex_of(hmac_sha256(std::string(131, '\xaa'))(
                "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(hmac_sha256, with_an_empty_key_does_not_reuse_the_key_before_it) {
  hmac_sha256 other("other");
  other("x");
  EXPECT_EQ(hex_of(hmac_sha256("")("")),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(hmac_sha256, is_the_same_on_every_thread) {
  const hmac_sha256 tag("key");
  const sha256_digest here = tag("input");
  sha256_digest there{};
  std::thread([&] { there = tag("input"); }).join();
  EXPECT_EQ(here, there);
}

TEST(hkdf, gives_the_keys_of_rfc_5869) {
  const std::string material(22, '\x0b');
  EXPECT_EQ(hex_encode(hkdf_sha256(material, unhex("000102030405060708090a0b0c"),
                                   unhex("f0f1f2f3f4f5f6f7f8f9"), 42)),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  EXPECT_EQ(hex_encode(hkdf_sha256(material, "", "", 42)),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST(hkdf, purposes_give_unrelated_keys) {
  const secret_key key = secret_key::random();
  EXPECT_EQ(derive_key(key, "a").bytes(), derive_key(key, "a").bytes());
  EXPECT_NE(derive_key(key, "a").bytes(), derive_key(key, "b").bytes());
}

TEST(crc32c, gives_the_checksums_of_rfc_3720) {
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8a9136aaU);
  EXPECT_EQ(crc32c(std::string(32, '\xff')), 0x62a8ab43U);
  EXPECT_EQ(crc32c("123456789"), 0xe3069283U);
  EXPECT_EQ(crc32c(""), 0U);
}

TEST(crc32c, of_the_processor_equals_that_of_the_tables_also_in_pieces) {
  for (std::size_t size = 0; size < 300; ++size) {
    const std::string text = random_string(size);
    EXPECT_EQ(crc32c(text), crc32c_portable(text)) << size;
    const std::size_t cut = size / 3;
    EXPECT_EQ(crc32c(text.substr(cut), crc32c(text.substr(0, cut))), crc32c_portable(text));
  }
}

TEST(random_bytes, do_not_repeat_whatever_the_size) {
  for (const std::size_t size : {16UL, 63UL, 64UL, 65UL, 5000UL}) {
    const std::string first = random_string(size);
    EXPECT_EQ(first.size(), size);
    EXPECT_NE(first, random_string(size));
  }
  EXPECT_EQ(random_string(0), "");
}

}  // namespace
}  // namespace carnet::crypto
