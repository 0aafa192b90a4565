// What the flags of a log on Kafka may say, and how a wrong one is named.
#include "storage/log/kafka_options.hpp"

#include <gmock/gmock.h>

namespace carnet::storage {
namespace {

using testing::HasSubstr;

std::string complaint(const kafka_options& options) {
  const auto checked = check_options(options);
  return checked ? "" : checked.error().what;
}

TEST(KafkaOptions, BrokersAreTakenFromTheUrl) {
  EXPECT_EQ(kafka_brokers("kafka://a:9092"), "a:9092");
  EXPECT_EQ(kafka_brokers("kafka://a:9092,[::1]:9093"), "a:9092,[::1]:9093");
}

TEST(KafkaOptions, WhatIsNoAddressIsNamed) {
  for (const char* wrong : {"kafka://", "kafka://a", "kafka://a:", "kafka://:1", "kafka://a:0",
                            "kafka://a:65536", "kafka://a:1,", "kafka://a:1x"}) {
    const auto refused = kafka_brokers(wrong);
    ASSERT_FALSE(refused.has_value()) << wrong;
    EXPECT_EQ(refused.error().code, failure_code::invalid_argument);
    EXPECT_THAT(refused.error().what, HasSubstr("--log"));
  }
  EXPECT_FALSE(kafka_brokers("http://a:1").has_value());
}

TEST(KafkaOptions, ThePrefixHasTheCharactersOfATopic) {
  kafka_options options;
  EXPECT_EQ(complaint(options), "");
  for (const std::string& wrong : {std::string(), std::string("a b"), std::string(201, 'a')}) {
    options.topic_prefix = wrong;
    EXPECT_THAT(complaint(options), HasSubstr("--topic-prefix")) << wrong;
  }
  options.topic_prefix = std::string(200, 'a');
  EXPECT_EQ(complaint(options), "");
}

TEST(KafkaOptions, WhatIsMissingBesideAFlagIsNamed) {
  kafka_options options;
  options.security.tls_ca = "ca.pem";
  EXPECT_THAT(complaint(options), HasSubstr("--kafka-tls is missing"));
  options.security.tls = true;
  EXPECT_EQ(complaint(options), "");
  options.security.tls_key = "key.pem";
  EXPECT_THAT(complaint(options), HasSubstr("--kafka-tls-certificate"));
  options.security.tls_certificate = "certificate.pem";
  EXPECT_EQ(complaint(options), "");
  options.security.sasl_username = "carnet";
  EXPECT_THAT(complaint(options), HasSubstr("--kafka-sasl-mechanism is missing"));
  options.security.sasl_mechanism = "GSSAPI";
  EXPECT_THAT(complaint(options), HasSubstr("SCRAM-SHA-256"));
  options.security.sasl_mechanism = "PLAIN";
  EXPECT_THAT(complaint(options), HasSubstr("--kafka-sasl-password-file is missing"));
  options.security.sasl_password_file = "password";
  EXPECT_EQ(complaint(options), "");
}

}  // namespace
}  // namespace carnet::storage
