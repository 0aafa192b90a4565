// Signatures against values computed elsewhere.
#include "producers/outbound/webhook_signature.hpp"

#include <gtest/gtest.h>

namespace carnet::outbound {
namespace {

constexpr std::string_view secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr std::string_view body = R"({"test": 2432232314})";

TEST(webhook_signature, standard_is_keyed_with_the_decoded_secret) {
  EXPECT_EQ(standard_signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(webhook_signature, published_is_keyed_with_the_whole_secret) {
  EXPECT_EQ(hex_signature(secret, 1614265330, body),
            "2e37df5d4a028c51a7f3133d64ae1e300d2c2c900f1b1d49d4369ad2530f8964");
}

TEST(webhook_signature, secrets_have_32_bytes_and_differ) {
  const std::string one = draw_webhook_secret();
  EXPECT_TRUE(one.starts_with("whsec_"));
  EXPECT_EQ(one.size(), 6u + 44u);
  EXPECT_NE(one, draw_webhook_secret());
}

}  // namespace
}  // namespace carnet::outbound
