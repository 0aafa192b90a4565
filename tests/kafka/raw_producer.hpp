// A producer beside the log: what another program, or an operator, could do to the same topics.
#pragma once

#include <gtest/gtest.h>
#include <rdkafka.h>

#include <array>
#include <memory>
#include <string>

namespace carnet::test {

class raw_producer {
 public:
  raw_producer(const std::string& brokers, const std::string& transactional_id) {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", brokers.c_str(), nullptr, 0);
    rd_kafka_conf_set(conf, "transactional.id", transactional_id.c_str(), nullptr, 0);
    rd_kafka_conf_set(conf, "linger.ms", "0", nullptr, 0);
    client_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0);
    finish(rd_kafka_init_transactions(client_, wait_ms));
  }
  ~raw_producer() { rd_kafka_destroy(client_); }
  raw_producer(const raw_producer&) = delete;
  raw_producer& operator=(const raw_producer&) = delete;

  // One transaction of one message on partition 0 of `topic`.
  void write(const std::string& topic, const std::string& value, bool commit) {
    finish(rd_kafka_begin_transaction(client_));
    rd_kafka_topic_t* handle = rd_kafka_topic_new(client_, topic.c_str(), nullptr);
    rd_kafka_produce(handle, 0, RD_KAFKA_MSG_F_COPY, const_cast<char*>(value.data()), value.size(),
                     nullptr, 0, nullptr);
    EXPECT_EQ(rd_kafka_flush(client_, wait_ms), RD_KAFKA_RESP_ERR_NO_ERROR);
    finish(commit ? rd_kafka_commit_transaction(client_, wait_ms)
                  : rd_kafka_abort_transaction(client_, wait_ms));
    rd_kafka_topic_destroy(handle);
  }

  // Changes one setting of a topic.
  void set(const std::string& topic, const std::string& name, const std::string& value) {
    rd_kafka_ConfigResource_t* resource =
        rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str());
    rd_kafka_error_destroy(rd_kafka_ConfigResource_add_incremental_config(
        resource, name.c_str(), RD_KAFKA_ALTER_CONFIG_OP_TYPE_SET, value.c_str()));
    rd_kafka_queue_t* answers = rd_kafka_queue_new(client_);
    rd_kafka_IncrementalAlterConfigs(client_, &resource, 1, nullptr, answers);
    rd_kafka_event_t* event = rd_kafka_queue_poll(answers, wait_ms);
    EXPECT_NE(event, nullptr);
    rd_kafka_event_destroy(event);
    rd_kafka_queue_destroy(answers);
    rd_kafka_ConfigResource_destroy(resource);
  }

 private:
  static constexpr int wait_ms = 30'000;

  static void finish(rd_kafka_error_t* error) {
    if (error == nullptr) return;
    ADD_FAILURE() << rd_kafka_error_string(error);
    rd_kafka_error_destroy(error);
  }

  rd_kafka_t* client_ = nullptr;
};

}  // namespace carnet::test
