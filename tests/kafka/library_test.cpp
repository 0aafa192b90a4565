// The librdkafka that is linked: the pinned version, with the transports and compressions it is
// meant to have.
#include <gtest/gtest.h>
#include <rdkafka.h>

#include <memory>
#include <string>

namespace carnet {
namespace {

struct conf_deleter {
  void operator()(rd_kafka_conf_t* conf) const { rd_kafka_conf_destroy(conf); }
};

TEST(Rdkafka, HasWhatAClusterMayAskFor) {
  const std::unique_ptr<rd_kafka_conf_t, conf_deleter> conf(rd_kafka_conf_new());
  std::string features(512, '\0');
  std::size_t size = features.size();
  ASSERT_EQ(rd_kafka_conf_get(conf.get(), "builtin.features", features.data(), &size),
            RD_KAFKA_CONF_OK);
  for (const char* wanted : {"ssl", "sasl_plain", "sasl_scram", "zstd", "lz4", "gzip", "snappy"}) {
    EXPECT_NE(features.find(wanted), std::string::npos) << wanted << " is not in " << features;
  }
}

#ifdef CARNET_RDKAFKA_VERSION
TEST(Rdkafka, IsThePinnedVersion) { EXPECT_STREQ(rd_kafka_version_str(), CARNET_RDKAFKA_VERSION); }
#endif

}  // namespace
}  // namespace carnet
