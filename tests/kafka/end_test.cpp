// Asking for the end of a partition while it has no leader, on the library's own mock brokers: they
// can be told who leads.
#include <gtest/gtest.h>
#include <rdkafka.h>
#include <rdkafka_mock.h>

#include <array>
#include <memory>
#include <thread>

#include "storage/log/kafka_client.hpp"
#include "storage/log/kafka_cursor.hpp"

namespace carnet::storage {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr const char* topic = "records";

struct cluster_deleter {
  void operator()(rd_kafka_mock_cluster_t* cluster) const {
    rd_kafka_mock_cluster_destroy(cluster);
  }
};

class End : public ::testing::Test {
 protected:
  End() : host_(rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), nullptr, 0)) {
    cluster_.reset(rd_kafka_mock_cluster_new(host_.get(), 2));
    rd_kafka_mock_topic_create(cluster_.get(), topic, 2, 1);
    kafka_options options;
    options.brokers = rd_kafka_mock_cluster_bootstraps(cluster_.get());
    asker_ = *open_kafka_asker(options);
  }

  void lead(std::int32_t partition, std::int32_t broker) {
    ASSERT_EQ(rd_kafka_mock_partition_set_leader(cluster_.get(), topic, partition, broker),
              RD_KAFKA_RESP_ERR_NO_ERROR);
  }
  result<std::int64_t> ask(std::int32_t partition, std::chrono::milliseconds wait) {
    return ask_end(*asker_, {topic, partition}, steady_clock::now() + wait);
  }

  kafka_owned<rd_kafka_t> host_;
  std::unique_ptr<rd_kafka_mock_cluster_t, cluster_deleter> cluster_;
  kafka_owned<rd_kafka_t> asker_;
};

TEST_F(End, IsFoundOnceThereIsALeaderAgain) {
  lead(1, -1);
  EXPECT_FALSE(ask(1, 500ms));
  lead(1, 1);
  const auto end = ask(1, 10s);
  ASSERT_TRUE(end) << end.error().what;
  EXPECT_EQ(*end, 0);
}

TEST_F(End, IsFoundByAQuestionThatWasWaiting) {
  lead(0, -1);
  std::jthread elected([this] {
    std::this_thread::sleep_for(300ms);
    lead(0, 1);
  });
  const auto end = ask(0, 10s);
  EXPECT_TRUE(end) << end.error().what;
}

// The library asks who leads when a connection comes or goes, which is before the cluster has found
// out that a broker is dead, and then not for minutes.
TEST_F(End, IsFoundWhenTheClusterFindsOutLaterThatTheLeaderIsDead) {
  lead(0, 2);
  lead(1, 1);
  ASSERT_TRUE(ask(0, 10s));
  ASSERT_TRUE(ask(1, 10s));
  ASSERT_EQ(rd_kafka_mock_broker_set_down(cluster_.get(), 2), RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_FALSE(ask(0, 3s));
  lead(0, 1);
  const auto give_up = steady_clock::now() + 20s;
  auto end = ask(0, 1s);
  while (!end && steady_clock::now() < give_up) end = ask(0, 1s);
  EXPECT_TRUE(end) << end.error().what;
}

}  // namespace
}  // namespace carnet::storage
