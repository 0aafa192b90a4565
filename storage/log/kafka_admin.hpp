// The few administrative requests that a log makes. For the .cpp files of this folder only.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "storage/log/kafka_client.hpp"

namespace carnet::storage {

inline constexpr std::chrono::seconds kafka_admin_wait_max{30};

struct kafka_topic_facts {
  int partitions = 0;
  int replicas = 0;  // the fewest that a partition has
};

struct kafka_cluster_facts {
  int brokers = 0;
  std::map<std::string, kafka_topic_facts> topics;
};

// Asks until a broker answers; `timed_out` after `wait_max`.
result<kafka_cluster_facts> describe_cluster(rd_kafka_t& client,
                                             std::chrono::milliseconds wait_max);

struct kafka_new_topic {
  std::string name;
  int partitions = 1;
  int replication = 1;
  kafka_settings settings;
};

// A topic that somebody else made meanwhile is no failure.
result<void> create_topic(rd_kafka_t& client, const kafka_new_topic& topic);

// Raises the number of partitions.
result<void> grow_topic(rd_kafka_t& client, const std::string& topic, int partitions);

// All settings in force, defaults included.
result<kafka_settings> topic_settings(rd_kafka_t& client, const std::string& topic);

}  // namespace carnet::storage
